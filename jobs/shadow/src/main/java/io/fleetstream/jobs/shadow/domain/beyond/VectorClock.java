package io.fleetstream.jobs.shadow.domain.beyond;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much of each writer's writing somebody had seen: {@code cloud=2,gateway=3}. Immutable.
 *
 * @param counters a positive counter for each writer that has written
 */
public record VectorClock(SortedMap<String, Long> counters) {
    private static final int MOST_WRITERS = 8;
    private static final Pattern ENTRY = Pattern.compile("([A-Za-z0-9._-]{1,32})=(\\d{1,15})");

    /** A clock that has seen nothing. */
    static final VectorClock NONE = new VectorClock(new TreeMap<>());

    /** Reads the text; empty if it is no clock, or has more than eight writers. */
    static Optional<VectorClock> parse(String text) {
        return parseAny(text).filter(clock -> clock.counters.size() <= MOST_WRITERS);
    }

    /** Reads what {@link #text} wrote, of however many writers: what is kept must stay readable. */
    static VectorClock ofStored(String text) {
        return parseAny(text)
                .orElseThrow(() -> new IllegalStateException("no clock in state: " + text));
    }

    private static Optional<VectorClock> parseAny(String text) {
        TreeMap<String, Long> counters = new TreeMap<>();
        if (text.isEmpty()) {
            return Optional.of(NONE);
        }
        for (String entry : text.split(",", -1)) {
            Matcher matcher = ENTRY.matcher(entry.strip());
            if (!matcher.matches()) {
                return Optional.empty();
            }
            long count = Long.parseLong(matcher.group(2));
            if (count > 0 && counters.put(matcher.group(1), count) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(new VectorClock(counters));
    }

    /** Whether it has seen all that the other has. */
    boolean covers(VectorClock that) {
        for (Map.Entry<String, Long> entry : that.counters.entrySet()) {
            if (counters.getOrDefault(entry.getKey(), 0L) < entry.getValue()) {
                return false;
            }
        }
        return true;
    }

    /** Whether neither has seen all that the other has. */
    boolean isConcurrentTo(VectorClock that) {
        return !covers(that) && !that.covers(this);
    }

    /** Whether joining the other one keeps to eight writers, or adds none. */
    boolean hasRoomFor(VectorClock that) {
        int joined = join(that).counters.size();
        return joined <= MOST_WRITERS || joined == counters.size();
    }

    /** A clock that has seen what both have. */
    VectorClock join(VectorClock that) {
        TreeMap<String, Long> joined = new TreeMap<>(counters);
        that.counters.forEach((writer, count) -> joined.merge(writer, count, Math::max));
        return new VectorClock(joined);
    }

    /**
     * Rises with everything seen: a clock that covers another one has a higher sum, or equals it.
     */
    long sum() {
        return counters.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The text that equal clocks share. */
    String text() {
        StringBuilder text = new StringBuilder();
        counters.forEach(
                (writer, count) ->
                        text.append(text.isEmpty() ? "" : ",")
                                .append(writer)
                                .append('=')
                                .append(count));
        return text.toString();
    }
}
