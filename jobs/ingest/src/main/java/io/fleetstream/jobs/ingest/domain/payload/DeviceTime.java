package io.fleetstream.jobs.ingest.domain.payload;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.OptionalLong;

/**
 * The forms in which devices send time, to microseconds since the epoch.
 *
 * <p>The unit of a number is told by its magnitude: below 10^11 seconds (until the year 5138),
 * below 10^14 milliseconds (from 1973), below 10^17 microseconds, else nanoseconds. Values beyond
 * what microseconds can hold become the greatest or the least of them, which no accepted age
 * includes.
 */
final class DeviceTime {
    private static final double SECONDS_BELOW = 1e11;
    private static final double MILLIS_BELOW = 1e14;
    private static final double MICROS_BELOW = 1e17;
    private static final long MICROS_PER_SECOND = 1_000_000L;

    private DeviceTime() {}

    /** Time of a whole number. */
    static long ofNumber(long number) {
        double magnitude = Math.abs((double) number);
        if (magnitude < SECONDS_BELOW) {
            return number * MICROS_PER_SECOND;
        }
        if (magnitude < MILLIS_BELOW) {
            return number * 1_000L;
        }
        return magnitude < MICROS_BELOW ? number : Math.floorDiv(number, 1_000L);
    }

    /** Time of a finite number with a fraction, to the nearest microsecond. */
    static long ofNumber(double number) {
        double magnitude = Math.abs(number);
        if (magnitude < SECONDS_BELOW) {
            return Math.round(number * MICROS_PER_SECOND);
        }
        if (magnitude < MILLIS_BELOW) {
            return Math.round(number * 1_000);
        }
        return Math.round(magnitude < MICROS_BELOW ? number : number / 1_000);
    }

    /**
     * Time of an ISO-8601 date and time, with {@code Z}, an offset, or neither, which is read as
     * UTC; empty if the text is none.
     */
    static OptionalLong ofText(String text) {
        TemporalAccessor parsed;
        try {
            parsed =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(
                            text, OffsetDateTime::from, LocalDateTime::from);
        } catch (DateTimeParseException e) {
            return OptionalLong.empty();
        }
        Instant instant =
                parsed instanceof OffsetDateTime offset
                        ? offset.toInstant()
                        : ((LocalDateTime) parsed).toInstant(ZoneOffset.UTC);
        return OptionalLong.of(micros(instant));
    }

    private static long micros(Instant instant) {
        long seconds = instant.getEpochSecond();
        if (Math.abs(seconds) > Long.MAX_VALUE / MICROS_PER_SECOND - 1) {
            return seconds < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return seconds * MICROS_PER_SECOND + instant.getNano() / 1_000;
    }
}
