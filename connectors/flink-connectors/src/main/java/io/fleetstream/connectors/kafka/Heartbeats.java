package io.fleetstream.connectors.kafka;

import io.fleetstream.schemas.RecordHeaders;
import java.time.Duration;

/**
 * Heartbeats among the records of a topic: key null, value null or empty, header {@code heartbeat}.
 * They say in {@code received-at} how far arrival time has got, so that it goes on where no device
 * sends. Nobody counts or decodes them.
 */
public final class Heartbeats {
    /** In place of an arrival time that a record does not have. */
    public static final long NONE = -1;

    /**
     * How far heartbeats among readings stay behind the arrival time that was reached when they
     * were written; readings that stand behind them and have arrived before may be as late.
     */
    public static final Duration SLACK = Duration.ofSeconds(5);

    private static final HeaderName HEARTBEAT = HeaderName.of(RecordHeaders.HEARTBEAT);
    private static final HeaderName RECEIVED_AT = HeaderName.of(RecordHeaders.RECEIVED_AT);
    private static final int MOST_DIGITS = 16;

    private Heartbeats() {}

    /** Whether it is one; for a record with a value this costs nothing. */
    public static boolean is(KafkaRecord record) {
        byte[] value = record.value();
        return (value == null || value.length == 0) && last(record, HEARTBEAT) >= 0;
    }

    /**
     * Arrival time of the header, microseconds since the epoch; {@link #NONE} without such a
     * header, or with nonsense in it.
     */
    public static long receivedAtMicros(KafkaRecord record) {
        int index = last(record, RECEIVED_AT);
        byte[] digits = index < 0 ? null : record.headerValue(index);
        return digits == null ? NONE : number(digits);
    }

    private static int last(KafkaRecord record, HeaderName name) {
        for (int i = record.headerCount() - 1; i >= 0; i--) {
            if (record.isHeader(i, name)) {
                return i;
            }
        }
        return -1;
    }

    private static long number(byte[] digits) {
        if (digits.length == 0 || digits.length > MOST_DIGITS) {
            return NONE;
        }
        long number = 0;
        for (byte b : digits) {
            int digit = b - '0';
            if (digit < 0 || digit > 9) {
                return NONE;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
