package io.fleetstream.emulator.signal;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Series of metrics and what can be said about them. */
final class Statistics {
    private static final long START = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();

    private Statistics() {}

    /** A metric of the first device of a type, without anomalies. */
    static double[] series(String type, String metric, long seed, int messages, double intervalMs) {
        DeviceIdentity device =
                Fleet.of(1, Profiles.named(type), "acme", List.of("north"), "").get(0);
        Signals signals =
                new Signals(seed, new Timeline(START, intervalMs), new AnomalyPlan(seed, 0));
        List<String> names =
                device.profile().metrics().stream().map(MetricDefinition::name).toList();
        int index = names.indexOf(metric);
        double[] values = new double[messages];
        for (int i = 0; i < messages; i++) {
            values[i] = signals.event(device, i + 1).values().get(index);
        }
        return values;
    }

    static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(
                Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
    }

    static double correlation(double[] a, double[] b) {
        double meanA = mean(a);
        double meanB = mean(b);
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - meanA) * (b[i] - meanB);
        }
        return sum / a.length / deviation(a) / deviation(b);
    }

    /** Correlation of a series with itself, shifted. */
    static double autocorrelation(double[] values, int shift) {
        return correlation(
                Arrays.copyOf(values, values.length - shift),
                Arrays.copyOfRange(values, shift, values.length));
    }
}
