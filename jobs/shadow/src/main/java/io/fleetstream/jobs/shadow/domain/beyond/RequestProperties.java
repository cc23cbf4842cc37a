package io.fleetstream.jobs.shadow.domain.beyond;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a request asks beyond its payload, by MQTT 5 user properties; only what the settings allow.
 *
 * @param ttlMicros time to live of the desired values it sets; 0 for ever
 * @param desiredVersion version of desired it is made for; -1 for any
 * @param reportedVersion version of reported it is made for; -1 for any
 * @param replaces whether the sections it names are replaced as wholes
 * @param deadline when what it desires is to be reached, microseconds since the epoch; 0 if it does
 *     not say
 * @param measuredAt when it was measured, microseconds since the epoch; -1 if it does not say
 * @param clock its vector clock; null if it has none
 * @param wrong name of a property that is not understood; null if all are
 */
public record RequestProperties(
        long ttlMicros,
        long desiredVersion,
        long reportedVersion,
        boolean replaces,
        long deadline,
        long measuredAt,
        VectorClock clock,
        String wrong) {
    /** A request that asks for nothing beyond. */
    public static final RequestProperties NONE =
            new RequestProperties(0, -1, -1, false, 0, -1, null, null);

    private static final String DIGITS = "\\d{1,18}";
    private static final Duration LONGEST = Duration.ofDays(36_525);

    /**
     * Reads the properties.
     *
     * @param property gives the text of a user property, if there is one of that name
     * @param now arrival, microseconds since the epoch
     */
    public static RequestProperties read(
            Extensions extensions,
            ConflictPolicy policy,
            Function<String, Optional<String>> property,
            long now) {
        Reader reader = new Reader(property, now);
        return new RequestProperties(
                extensions.timeToLive() ? reader.ttl() : 0,
                extensions.conditionalWrites() ? reader.version("if-desired-version") : -1,
                extensions.conditionalWrites() ? reader.version("if-reported-version") : -1,
                extensions.replace() && reader.replaces(),
                extensions.deadlines() ? reader.deadline() : 0,
                policy == ConflictPolicy.MEASURED_TIME ? reader.measuredAt() : -1,
                policy == ConflictPolicy.VECTOR_CLOCK ? reader.clock() : null,
                reader.wrong);
    }

    /** Reads them one by one, and remembers the first that is not understood. */
    private static final class Reader {
        private final Function<String, Optional<String>> property;
        private final long now;
        private String wrong;

        Reader(Function<String, Optional<String>> property, long now) {
            this.property = property;
            this.now = now;
        }

        long ttl() {
            return read("ttl", 0L, text -> duration(text));
        }

        long version(String name) {
            return read(name, -1L, text -> text.matches(DIGITS) ? Long.parseLong(text) : null);
        }

        boolean replaces() {
            return read(
                    "operation",
                    false,
                    text ->
                            text.equals("replace")
                                    ? (Boolean) true
                                    : text.equals("merge") ? false : null);
        }

        long deadline() {
            return read(
                    "deadline",
                    0L,
                    text -> {
                        if (!text.startsWith("P")) {
                            return instant(text);
                        }
                        Long after = duration(text);
                        return after == null ? null : now + after;
                    });
        }

        long measuredAt() {
            return read(
                    "measured-at",
                    -1L,
                    text -> text.matches(DIGITS) ? (Long) Long.parseLong(text) : instant(text));
        }

        VectorClock clock() {
            return read("vector-clock", null, text -> VectorClock.parse(text).orElse(null));
        }

        private <T> T read(String name, T absent, Function<String, T> parser) {
            Optional<String> text = property.apply(name);
            if (text.isEmpty()) {
                return absent;
            }
            T value = parser.apply(text.get().strip());
            if (value == null) {
                wrong = wrong == null ? name : wrong;
                return absent;
            }
            return value;
        }

        private static Long duration(String text) {
            try {
                Duration duration = Duration.parse(text);
                if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
                    return null;
                }
                long micros = duration.toSeconds() * 1_000_000 + duration.toNanosPart() / 1_000;
                return micros > 0 ? micros : null;
            } catch (DateTimeException e) {
                return null;
            }
        }

        private static Long instant(String text) {
            try {
                long micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text));
                return micros > 0 ? micros : null;
            } catch (DateTimeException | ArithmeticException e) {
                return null;
            }
        }
    }
}
