package io.fleetstream.jobs.ingest.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.schemas.RecordHeaders;

/** Where a replayed message stood first. */
final class ReplayOrigin {
    private static final int LONGEST_INDEX = 9;

    private ReplayOrigin() {}

    /** The index in the header {@code topic/partition/offset/index}, or the other one. */
    static int indexOr(KafkaRecord record, int other) {
        String origin = record.header(RecordHeaders.REPLAYED_FROM).orElse("");
        String index = origin.substring(origin.lastIndexOf('/') + 1);
        boolean number =
                !index.isEmpty()
                        && index.length() <= LONGEST_INDEX
                        && index.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Integer.parseInt(index) : other;
    }
}
