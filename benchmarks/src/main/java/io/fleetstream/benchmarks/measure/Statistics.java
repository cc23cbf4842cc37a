package io.fleetstream.benchmarks.measure;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.DoubleStream;

/**
 * The statistics that survive a noisy machine: the least CPU time per record of a variant, and the
 * median of the ratios of two variants that ran in the same round. Warm-up drains are left out.
 */
public final class Statistics {
    private final List<Drain> measured;

    /** Over all drains of one benchmark, in any order. */
    public Statistics(List<Drain> drains) {
        measured = drains.stream().filter(drain -> !drain.warmUp()).toList();
    }

    /** Least CPU time per record over the rounds, microseconds. */
    public double leastCpuMicros(String variant) {
        return of(variant, Sample::cpuMicrosPerRecord).values().stream()
                .mapToDouble(Double::doubleValue)
                .min()
                .orElseThrow();
    }

    /** Median of the wall rates, records per second. */
    public double medianRate(String variant) {
        return median(of(variant, Sample::recordsPerSecond));
    }

    /** Median heap allocation per record, bytes; empty if it cannot be seen. */
    public OptionalDouble medianAllocation(String variant) {
        return known(variant, Sample::allocatedBytes)
                ? OptionalDouble.of(median(of(variant, Sample::allocatedBytesPerRecord)))
                : OptionalDouble.empty();
    }

    /** Median share of the wall time spent in collections, 0 to 1; empty if it cannot be seen. */
    public OptionalDouble medianGcShare(String variant) {
        return known(variant, Sample::gcMillis)
                ? OptionalDouble.of(median(of(variant, Sample::gcShare)))
                : OptionalDouble.empty();
    }

    private boolean known(String variant, ToLongFunction<Sample> figure) {
        return measured.stream()
                .filter(drain -> drain.variant().equals(variant))
                .noneMatch(drain -> figure.applyAsLong(drain.sample()) == Sample.UNKNOWN);
    }

    /**
     * Median over the rounds of the CPU time per record of one variant divided by the other's.
     *
     * @throws IllegalArgumentException if the two did not run in the same rounds
     */
    public double medianCpuRatio(String numerator, String denominator) {
        return medianRatio(numerator, denominator, Sample::cpuMicrosPerRecord);
    }

    /**
     * By how much more CPU time per record one variant took than the other in the same round,
     * microseconds.
     *
     * @throws IllegalArgumentException if the two did not run in the same rounds
     */
    public Spread addedCpuMicros(String variant, String base) {
        Map<Integer, Double> with = of(variant, Sample::cpuMicrosPerRecord);
        Map<Integer, Double> without = of(base, Sample::cpuMicrosPerRecord);
        requireSameRounds(variant, with, base, without);
        return Spread.of(
                with.entrySet().stream()
                        .mapToDouble(round -> round.getValue() - without.get(round.getKey()))
                        .toArray());
    }

    /**
     * Median over the rounds of the wall time per record of one variant divided by the other's.
     *
     * @throws IllegalArgumentException if the two did not run in the same rounds
     */
    public double medianWallRatio(String numerator, String denominator) {
        return medianRatio(numerator, denominator, sample -> 1 / sample.recordsPerSecond());
    }

    private double medianRatio(
            String numerator, String denominator, ToDoubleFunction<Sample> cost) {
        Map<Integer, Double> above = of(numerator, cost);
        Map<Integer, Double> below = of(denominator, cost);
        requireSameRounds(numerator, above, denominator, below);
        return median(
                above.entrySet().stream()
                        .mapToDouble(round -> round.getValue() / below.get(round.getKey())));
    }

    private static void requireSameRounds(
            String one, Map<Integer, Double> ones, String other, Map<Integer, Double> others) {
        if (!ones.keySet().equals(others.keySet())) {
            throw new IllegalArgumentException(
                    "%s ran in rounds %s, %s in %s: to compare them says nothing"
                            .formatted(one, ones.keySet(), other, others.keySet()));
        }
    }

    private Map<Integer, Double> of(String variant, ToDoubleFunction<Sample> figure) {
        Map<Integer, Double> byRound = new TreeMap<>();
        for (Drain drain : measured) {
            if (drain.variant().equals(variant)
                    && byRound.put(drain.round(), figure.applyAsDouble(drain.sample())) != null) {
                throw new IllegalArgumentException(
                        variant + " ran twice in round " + drain.round());
            }
        }
        if (byRound.isEmpty()) {
            throw new IllegalArgumentException("no measured drain of " + variant);
        }
        return byRound;
    }

    private static double median(Map<Integer, Double> byRound) {
        return median(byRound.values().stream().mapToDouble(Double::doubleValue));
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
