package io.fleetstream.jobs.aggregate.domain;

import java.io.Serializable;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * One kind of window of event time, aligned to the epoch in UTC unless it is a session.
 *
 * @param name as in the rows: {@code 5m} (tumbling), {@code 30d/1d} (sliding), {@code session-30m}
 * @param length microseconds; of a session, the gap that ends it
 * @param slide microseconds between two beginnings; the length, if it tumbles; 0 for sessions
 */
public record WindowSpec(String name, long length, long slide) implements Serializable {

    private static final String SESSION = "session-";

    /**
     * Reads {@code 5m}, {@code 30d/1d} or {@code session-30m}; units are s, m, h, d.
     *
     * @throws IllegalArgumentException saying what is expected
     */
    public static WindowSpec parse(String text) {
        if (text.startsWith(SESSION)) {
            return new WindowSpec(text, micros(duration(text.substring(SESSION.length()))), 0);
        }
        int slash = text.indexOf('/');
        Duration length = duration(slash < 0 ? text : text.substring(0, slash));
        Duration slide = slash < 0 ? length : duration(text.substring(slash + 1));
        if (slide.compareTo(length) > 0) {
            throw new IllegalArgumentException(
                    "'" + text + "' slides by more than its length; values would fall between");
        }
        return new WindowSpec(text, micros(length), micros(slide));
    }

    /** A duration such as {@code 90s}, {@code 5m}, {@code 1h}, {@code 30d}. */
    public static Duration duration(String text) {
        if (!text.toLowerCase(Locale.ROOT).matches("[1-9][0-9]{0,5}[smhd]")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no length; expected a number and s, m, h or d, as in 5m");
        }
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (Character.toLowerCase(text.charAt(text.length() - 1))) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private static long micros(Duration duration) {
        return TimeUnit.MICROSECONDS.convert(duration);
    }

    /** Whether it lasts until nothing comes for a while. */
    public boolean isSession() {
        return slide == 0;
    }

    /** Whether no value is in two of them, and their bounds are known beforehand. */
    public boolean isTumbling() {
        return slide == length;
    }

    /** Beginning of the last window that begins at or before that time. */
    public long startAt(long time) {
        return Math.floorDiv(time, slide) * slide;
    }

    /**
     * End of the first window that ends after {@code after} and holds the stretch from {@code from}
     * to {@code to}, which lies within one pane; {@link Long#MAX_VALUE} if none does.
     */
    long nextEnd(long from, long to, long after) {
        long least = Math.max(to, after + 1) - length;
        long start = -Math.floorDiv(-least, slide) * slide;
        return start <= from ? start + length : Long.MAX_VALUE;
    }
}
