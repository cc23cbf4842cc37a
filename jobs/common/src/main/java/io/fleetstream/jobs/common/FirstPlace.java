package io.fleetstream.jobs.common;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.schemas.RecordHeaders;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a record stood when it was first read: its own place, or that of the dead letter a replay
 * made it from. Whoever keys by it stores a replayed record once, however often it is replayed.
 *
 * @param partition partition of its topic
 * @param offset offset there
 * @param index position of the refused reading within it; 0 unless a replay says otherwise
 */
public record FirstPlace(int partition, long offset, int index) {
    // Fewer digits than overflow; no partition or offset has more.
    private static final Pattern FORM = Pattern.compile("(.+)/(\\d{1,9})/(\\d{1,18})/(\\d{1,9})");

    /** That of a record; a header that names another topic, or nothing, does not count. */
    public static FirstPlace of(KafkaRecord record) {
        return record.header(RecordHeaders.REPLAYED_FROM)
                .map(FORM::matcher)
                .filter(Matcher::matches)
                .filter(matcher -> matcher.group(1).equals(record.topic()))
                .map(
                        matcher ->
                                new FirstPlace(
                                        Integer.parseInt(matcher.group(2)),
                                        Long.parseLong(matcher.group(3)),
                                        Integer.parseInt(matcher.group(4))))
                .orElseGet(() -> new FirstPlace(record.partition(), record.offset(), 0));
    }
}
