package io.fleetstream.jobs.ingest.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.ingest.domain.RawMessage;
import io.fleetstream.schemas.RecordHeaders;

/** Device messages as Kafka carries them. */
final class RawMessages {
    /** Sixteen digits of microseconds reach to the year 2286. */
    private static final int MAX_DIGITS = 16;

    private static final long MICROS_PER_MILLI = 1_000L;

    private RawMessages() {}

    /** The message in a record. */
    static RawMessage of(KafkaRecord record) {
        return new RawMessage(
                record.header(RecordHeaders.MQTT_TOPIC).orElse(null),
                receivedAt(record),
                record.header(RecordHeaders.CONTENT_ENCODING).orElse(null),
                record.hasHeader(RecordHeaders.TRUNCATED_FROM)
                        ? record.header(RecordHeaders.TRUNCATED_FROM).orElse("")
                        : null,
                record.value(),
                record.partition(),
                record.offset());
    }

    /**
     * Arrival in microseconds: as the bridge says; where another producer does not, or says
     * nonsense, the record's own timestamp.
     */
    static long receivedAt(KafkaRecord record) {
        return record.header(RecordHeaders.RECEIVED_AT)
                .filter(RawMessages::isWholeNumber)
                .map(Long::parseLong)
                .orElseGet(() -> Math.max(0, record.timestamp()) * MICROS_PER_MILLI);
    }

    private static boolean isWholeNumber(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_DIGITS
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
