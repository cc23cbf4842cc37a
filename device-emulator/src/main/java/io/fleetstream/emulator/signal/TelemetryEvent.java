package io.fleetstream.emulator.signal;

import java.util.List;

/**
 * One message of a device before it becomes bytes.
 *
 * @param device who measured
 * @param sequence number of the sample, from 1 without gaps
 * @param timestampMs event time, epoch milliseconds
 * @param values as reported, in the order of the profile's metrics; NaN where not reported
 */
public record TelemetryEvent(
        DeviceIdentity device, long sequence, long timestampMs, List<Double> values) {

    /** Whether the metric of an index is reported. */
    public boolean reports(int metric) {
        return !values.get(metric).isNaN();
    }

    /** How many metrics are reported. */
    public int reported() {
        int count = 0;
        for (int i = 0; i < values.size(); i++) {
            count += reports(i) ? 1 : 0;
        }
        return count;
    }
}
