package io.fleetstream.emulator.signal;

import java.util.ArrayList;
import java.util.List;

/**
 * The messages of a fleet as a pure function of (seed, device, sequence).
 *
 * @param seed of the run
 * @param timeline when messages are due
 * @param anomalies what is wrong with some of them
 */
public record Signals(long seed, Timeline timeline, AnomalyPlan anomalies) {

    /** The message of a device with a sequence number from 1. */
    public TelemetryEvent event(DeviceIdentity device, long sequence) {
        double[] values = undisturbed(device, sequence);
        List<MetricDefinition> metrics = device.profile().metrics();
        anomalies
                .at(device, sequence)
                .ifPresent(
                        anomaly -> {
                            int i = anomaly.metric();
                            double onset = undisturbed(device, anomaly.first())[i];
                            values[i] = anomaly.apply(metrics.get(i), sequence, values[i], onset);
                        });
        List<Double> reported = new ArrayList<>(values.length);
        for (int i = 0; i < values.length; i++) {
            reported.add(metrics.get(i).report(values[i]));
        }
        return new TelemetryEvent(device, sequence, timestamp(device, sequence), reported);
    }

    /** Event time of a message, epoch milliseconds. */
    public long timestamp(DeviceIdentity device, long sequence) {
        return timeline.timestamp(device.seed(seed), sequence);
    }

    private double[] undisturbed(DeviceIdentity device, long sequence) {
        double seconds = timestamp(device, sequence) / 1000.0;
        return device.profile().values(new SignalContext(device.seed(seed), sequence, seconds));
    }
}
