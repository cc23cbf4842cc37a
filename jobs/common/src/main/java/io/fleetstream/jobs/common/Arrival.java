package io.fleetstream.jobs.common;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.schemas.RecordHeaders;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** When a record arrived at the bridge. */
public final class Arrival {
    private static final long MICROS_PER_MILLI = 1_000L;
    private static final int MOST_DIGITS = 16;
    private static final int RADIX = 10;

    private Arrival() {}

    /** As the header says; as Kafka says where there is no such header, or nonsense in it. */
    public static Instant of(KafkaRecord record) {
        return header(record).orElseGet(() -> Instant.ofEpochMilli(record.timestamp()));
    }

    /** As {@link #of}, in microseconds since the epoch. */
    public static long micros(KafkaRecord record) {
        long micros = parsed(record);
        return micros < 0 ? record.timestamp() * MICROS_PER_MILLI : micros;
    }

    /** As the header says; empty if the record has none, or nonsense in it. */
    public static Optional<Instant> header(KafkaRecord record) {
        long micros = parsed(record);
        return micros < 0
                ? Optional.empty()
                : Optional.of(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }

    /** What the header says; -1 for nothing, or nonsense. */
    private static long parsed(KafkaRecord record) {
        String digits = record.header(RecordHeaders.RECEIVED_AT).orElse("");
        if (digits.isEmpty() || digits.length() > MOST_DIGITS) {
            return -1;
        }
        long micros = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            micros = micros * RADIX + (c - '0');
        }
        return micros;
    }
}
