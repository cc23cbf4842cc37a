package io.fleetstream.emulator.edge;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a gateway does with the samples of its devices. Without any rule it sends them all.
 *
 * @param deadBands by metric, in its unit: a value no farther than this from the one sent last is
 *     left out; 0 leaves out what has not changed; {@code *} stands for all metrics not named
 * @param window length of edge aggregates, which then are sent instead of samples
 * @param bounds by metric: a sample with a value outside is sent at once, whole, ahead of the
 *     backlog
 * @param slowest how many times slower than its rate a steady device may be sampled; 1 for never
 */
public record EdgeRules(
        Map<String, Double> deadBands,
        Optional<Duration> window,
        Map<String, Bounds> bounds,
        int slowest) {
    /** Every sample is sent. */
    public static final EdgeRules NONE = new EdgeRules(Map.of(), Optional.empty(), Map.of(), 1);

    /** Checks the numbers. */
    public EdgeRules {
        deadBands = Map.copyOf(deadBands);
        bounds = Map.copyOf(bounds);
        if (deadBands.values().stream().anyMatch(band -> !(band >= 0))) {
            throw new IllegalArgumentException("a dead band must not be negative");
        }
        if (window.isPresent() && window.get().toMillis() < 1000) {
            throw new IllegalArgumentException("edge aggregates need at least PT1S");
        }
        if (slowest < 1) {
            throw new IllegalArgumentException("adaptive sampling needs a factor of at least 1");
        }
    }

    /**
     * Reads dead bands such as {@code temperature=0.2,*=0}.
     *
     * @throws IllegalArgumentException saying what is accepted
     */
    public static Map<String, Double> parseDeadBands(String text) {
        Map<String, Double> bands = new HashMap<>();
        for (String part : text.split(",", -1)) {
            bands.put(name(part), Double.parseDouble(value(part)));
        }
        return bands;
    }

    /**
     * Reads bounds such as {@code temperature=-10..40,vibration_rms=0..8}.
     *
     * @throws IllegalArgumentException saying what is accepted
     */
    public static Map<String, Bounds> parseBounds(String text) {
        Map<String, Bounds> bounds = new HashMap<>();
        for (String part : text.split(",", -1)) {
            String[] ends = value(part).split("\\.\\.", -1);
            if (ends.length != 2) {
                throw new IllegalArgumentException(
                        "bounds '" + part + "' must look like temperature=-10..40");
            }
            bounds.put(
                    name(part),
                    new Bounds(Double.parseDouble(ends[0]), Double.parseDouble(ends[1])));
        }
        return bounds;
    }

    private static String name(String part) {
        return part.substring(0, equals(part)).strip();
    }

    private static String value(String part) {
        return part.substring(equals(part) + 1).strip();
    }

    private static int equals(String part) {
        int equals = part.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("'" + part + "' must look like metric=value");
        }
        return equals;
    }
}
