package io.fleetstream.emulator.edge;

import io.fleetstream.emulator.signal.MetricDefinition;
import io.fleetstream.emulator.signal.TelemetryEvent;
import java.util.List;

/**
 * Decides how often one device is sampled: every slot while its values move, ever fewer while they
 * are steady. The measure is the change between samples as a share of a modest anomaly of the
 * metric, the greatest over all metrics, smoothed: above {@value #LIVELY} the distance of samples
 * halves, below {@value #STEADY} it doubles, between 1 slot and the bound.
 */
public final class AdaptiveSampling {
    /** Above this it is sampled more often. */
    public static final double LIVELY = 0.3;

    /** Below this it is sampled less often. */
    public static final double STEADY = 0.15;

    private static final double WEIGHT = 0.3;

    private final int slowest;
    private int stride = 1;
    private int left;
    private double liveliness = LIVELY;
    private List<Double> before;

    /** Creates it for a device; {@code slowest} slots between samples at most. */
    public AdaptiveSampling(int slowest) {
        this.slowest = slowest;
    }

    /** Whether the next slot is to be sampled; asked once for every slot. */
    public boolean isDue() {
        if (left > 0) {
            left--;
            return false;
        }
        left = stride - 1;
        return true;
    }

    /** Slots from one sample to the next. */
    public int stride() {
        return stride;
    }

    /** Learns from a sample. */
    public void learn(TelemetryEvent event) {
        if (before != null) {
            liveliness += WEIGHT * (change(event) - liveliness);
            if (liveliness > LIVELY) {
                stride = Math.max(1, stride / 2);
            } else if (liveliness < STEADY) {
                stride = Math.min(slowest, stride * 2);
            }
            left = Math.min(left, stride - 1);
        }
        before = event.values();
    }

    private double change(TelemetryEvent event) {
        List<MetricDefinition> metrics = event.device().profile().metrics();
        double greatest = 0;
        for (int i = 0; i < metrics.size(); i++) {
            double scale = metrics.get(i).anomalyScale();
            if (scale > 0) {
                double moved = Math.abs(event.values().get(i) - before.get(i));
                greatest = Math.max(greatest, moved / scale);
            }
        }
        return greatest;
    }
}
