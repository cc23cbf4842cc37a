package io.fleetstream.jobs.ingest.function;

import io.fleetstream.connectors.kafka.HeaderName;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.ingest.domain.RawMessage;
import io.fleetstream.jobs.ingest.domain.payload.HeaderNumbers;
import io.fleetstream.schemas.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.flink.metrics.Counter;

/**
 * Reads device messages as Kafka carries them: one pass over the headers of a record, the last of a
 * name counts. A header that makes no sense never costs the message: it counts as absent, and is
 * counted.
 */
final class RawMessages {
    private static final HeaderName MQTT_TOPIC = HeaderName.of(RecordHeaders.MQTT_TOPIC);
    private static final HeaderName RECEIVED_AT = HeaderName.of(RecordHeaders.RECEIVED_AT);
    private static final HeaderName HEARTBEAT = HeaderName.of(RecordHeaders.HEARTBEAT);
    private static final HeaderName CONTENT_TYPE = HeaderName.of(RecordHeaders.CONTENT_TYPE);
    private static final HeaderName CONTENT_ENCODING =
            HeaderName.of(RecordHeaders.CONTENT_ENCODING);
    private static final HeaderName TIME_AUTHORITY = HeaderName.of(RecordHeaders.TIME_AUTHORITY);
    private static final HeaderName TRUNCATED_FROM = HeaderName.of(RecordHeaders.TRUNCATED_FROM);
    private static final HeaderName REPLAYED_FROM = HeaderName.of(RecordHeaders.REPLAYED_FROM);
    private static final HeaderName REPLAY_ID = HeaderName.of(RecordHeaders.REPLAY_ID);

    private static final byte[] ARRIVAL = "arrival".getBytes(StandardCharsets.US_ASCII);
    private static final long MICROS_PER_MILLI = 1_000L;

    private final Counter arrivalsInOtherUnits;
    private final Counter arrivalsFromKafka;
    private final Counter unreadableReplays;

    private boolean heartbeat;
    private boolean truncated;
    private byte[] topic;
    private byte[] receivedAt;
    private byte[] contentType;
    private byte[] contentEncoding;
    private byte[] truncatedFrom;
    private byte[] timeAuthority;
    private byte[] replayedFrom;
    private byte[] replayId;
    private ReplaySource original;

    /**
     * A reader that counts what it had to interpret.
     *
     * @param arrivalsInOtherUnits arrivals given in another unit than microseconds
     * @param arrivalsFromKafka arrivals that are not given, or nonsense
     * @param unreadableReplays replays that do not say properly what they replay
     */
    RawMessages(
            Counter arrivalsInOtherUnits, Counter arrivalsFromKafka, Counter unreadableReplays) {
        this.arrivalsInOtherUnits = arrivalsInOtherUnits;
        this.arrivalsFromKafka = arrivalsFromKafka;
        this.unreadableReplays = unreadableReplays;
    }

    /** The message in a record; null for a heartbeat. */
    RawMessage of(KafkaRecord record) {
        scan(record);
        if (heartbeat) {
            return null;
        }
        original = replayedFrom == null ? null : original(record);
        return new RawMessage(
                topic,
                receivedAt(record),
                text(contentEncoding),
                truncated ? truncatedFrom == null ? "" : text(truncatedFrom) : null,
                record.value(),
                original == null ? record.partition() : original.partition(),
                original == null ? record.offset() : original.offset(),
                text(contentType),
                timeAuthority != null && Arrays.equals(timeAuthority, ARRIVAL),
                text(replayId));
    }

    /** Which reading of the message read last was refused before; 0 unless it is a replay. */
    int sourceIndex() {
        return original == null ? 0 : original.index();
    }

    private void scan(KafkaRecord record) {
        heartbeat = false;
        truncated = false;
        topic = null;
        receivedAt = null;
        contentType = null;
        contentEncoding = null;
        truncatedFrom = null;
        timeAuthority = null;
        replayedFrom = null;
        replayId = null;
        for (int i = 0; i < record.headerCount(); i++) {
            take(record, i);
        }
    }

    /** The two that every message has come first. */
    private void take(KafkaRecord record, int i) {
        if (record.isHeader(i, MQTT_TOPIC)) {
            topic = record.headerValue(i);
        } else if (record.isHeader(i, RECEIVED_AT)) {
            receivedAt = record.headerValue(i);
        } else if (record.isHeader(i, HEARTBEAT)) {
            heartbeat = true;
        } else if (record.isHeader(i, CONTENT_TYPE)) {
            contentType = record.headerValue(i);
        } else if (record.isHeader(i, CONTENT_ENCODING)) {
            contentEncoding = record.headerValue(i);
        } else if (record.isHeader(i, TIME_AUTHORITY)) {
            timeAuthority = record.headerValue(i);
        } else if (record.isHeader(i, TRUNCATED_FROM)) {
            truncated = true;
            truncatedFrom = record.headerValue(i);
        } else if (record.isHeader(i, REPLAYED_FROM)) {
            replayedFrom = record.headerValue(i);
        } else if (record.isHeader(i, REPLAY_ID)) {
            replayId = record.headerValue(i);
        }
        // anything else is a user property, or the header of a tool on the way
    }

    /**
     * Arrival in microseconds: as the header says, its unit told by its magnitude as for the time
     * of a device; where there is none, or it is no number, the record's own timestamp.
     */
    private long receivedAt(KafkaRecord record) {
        long given = receivedAt == null ? HeaderNumbers.NONE : HeaderNumbers.parse(receivedAt);
        if (given == HeaderNumbers.NONE) {
            arrivalsFromKafka.inc();
            return Math.max(0, record.timestamp()) * MICROS_PER_MILLI;
        }
        long micros = HeaderNumbers.micros(given);
        if (micros != given) {
            arrivalsInOtherUnits.inc();
        }
        return micros;
    }

    private ReplaySource original(KafkaRecord record) {
        ReplaySource named = ReplaySource.parse(text(replayedFrom), record.topic());
        if (named == null) {
            unreadableReplays.inc();
        }
        return named;
    }

    private static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
