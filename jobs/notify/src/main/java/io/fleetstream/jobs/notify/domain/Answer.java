package io.fleetstream.jobs.notify.domain;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * What a target's answer comes to.
 *
 * @param kind what is to be done
 * @param pause how long it asked to be left alone; zero if it did not
 * @param text for people; nothing of what it said
 */
public record Answer(Kind kind, Duration pause, String text) {
    /** What is to be done. */
    public enum Kind {
        /** Nothing more. */
        TAKEN,
        /** It may take it later. */
        LATER,
        /** It never will. */
        REFUSED
    }

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int TIMEOUT = 408;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY = 429;

    /** No answer. */
    public static Answer none(String text) {
        return new Answer(Kind.LATER, Duration.ZERO, text);
    }

    /** It is not to be called at all. */
    public static Answer refused(String text) {
        return new Answer(Kind.REFUSED, Duration.ZERO, text);
    }

    /**
     * Of a response.
     *
     * @param status 2xx is taken; 408, 425, 429 and 5xx come later; everything else, redirects
     *     included, is refused
     * @param retryAfter seconds or a date, as the header has it; null if there was none
     */
    public static Answer of(int status, String retryAfter, Instant now) {
        String text = "status " + status;
        if (status >= 200 && status < 300) {
            return new Answer(Kind.TAKEN, Duration.ZERO, text);
        }
        boolean later =
                status == TIMEOUT || status == TOO_EARLY || status == TOO_MANY || status >= 500;
        return later
                ? new Answer(Kind.LATER, pause(retryAfter, now), text)
                : new Answer(Kind.REFUSED, Duration.ZERO, text);
    }

    private static Duration pause(String retryAfter, Instant now) {
        if (retryAfter == null) {
            return Duration.ZERO;
        }
        Duration pause;
        try {
            pause =
                    retryAfter.matches("\\d{1,9}")
                            ? Duration.ofSeconds(Long.parseLong(retryAfter))
                            : Duration.between(
                                    now,
                                    ZonedDateTime.parse(
                                                    retryAfter,
                                                    DateTimeFormatter.RFC_1123_DATE_TIME)
                                            .toInstant());
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
        if (pause.isNegative()) {
            return Duration.ZERO;
        }
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
