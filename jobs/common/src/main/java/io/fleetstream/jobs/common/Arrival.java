package io.fleetstream.jobs.common;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.schemas.RecordHeaders;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** When a record arrived at the bridge. */
public final class Arrival {
    private Arrival() {}

    /** As the header says; as Kafka says where there is no such header, or nonsense in it. */
    public static Instant of(KafkaRecord record) {
        return header(record).orElseGet(() -> Instant.ofEpochMilli(record.timestamp()));
    }

    /** As the header says; empty if the record has none, or nonsense in it. */
    public static Optional<Instant> header(KafkaRecord record) {
        return record.header(RecordHeaders.RECEIVED_AT)
                .filter(text -> text.matches("\\d{1,16}"))
                .map(text -> Instant.EPOCH.plus(Long.parseLong(text), ChronoUnit.MICROS));
    }
}
