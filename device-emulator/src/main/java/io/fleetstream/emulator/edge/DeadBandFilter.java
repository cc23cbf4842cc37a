package io.fleetstream.emulator.edge;

import io.fleetstream.emulator.signal.MetricDefinition;
import io.fleetstream.emulator.signal.TelemetryEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Leaves out of one device's samples what has hardly changed since it was sent last. */
public final class DeadBandFilter {
    private static final String OTHERS = "*";

    private final Map<String, Double> bands;
    private double[] sent;

    /** Creates a filter; metrics without a band pass. */
    public DeadBandFilter(Map<String, Double> bands) {
        this.bands = bands;
    }

    /** The sample without what is left out; it may report nothing. What it reports is now sent. */
    public TelemetryEvent apply(TelemetryEvent event) {
        return remember(
                event,
                (index, value) -> {
                    Double band = band(event.device().profile().metrics().get(index));
                    return band == null
                            || Double.isNaN(sent[index])
                            || Math.abs(value - sent[index]) > band;
                });
    }

    /** Notes a sample that is sent whole. */
    public void pass(TelemetryEvent event) {
        TelemetryEvent unused = remember(event, (index, value) -> true);
    }

    private TelemetryEvent remember(TelemetryEvent event, Rule passes) {
        if (sent == null) {
            sent = new double[event.values().size()];
            Arrays.fill(sent, Double.NaN);
        }
        List<Double> values = new ArrayList<>(event.values());
        for (int i = 0; i < sent.length; i++) {
            if (passes.test(i, values.get(i))) {
                sent[i] = values.get(i);
            } else {
                values.set(i, Double.NaN);
            }
        }
        return new TelemetryEvent(event.device(), event.sequence(), event.timestampMs(), values);
    }

    private Double band(MetricDefinition metric) {
        Double own = bands.get(metric.name());
        return own == null ? bands.get(OTHERS) : own;
    }

    /** Whether a value goes through. */
    @FunctionalInterface
    private interface Rule {
        boolean test(int index, double value);
    }
}
