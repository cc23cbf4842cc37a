package io.fleetstream.emulator.signal;

/**
 * A disturbance of one metric over a range of messages.
 *
 * @param metric index of the metric in its profile
 * @param kind what happens
 * @param first sequence number of the first message touched
 * @param last sequence number of the last message touched
 * @param strength in units of the metric's anomaly scale
 */
public record Anomaly(int metric, AnomalyKind kind, long first, long last, double strength) {

    /** Whether it touches a message. */
    public boolean touches(long sequence) {
        return sequence >= first && sequence <= last;
    }

    /**
     * The disturbed value.
     *
     * @param value undisturbed value of this message
     * @param onset undisturbed value of the first message touched
     */
    public double apply(MetricDefinition definition, long sequence, double value, double onset) {
        // away from the nearer end of the range, so that clamping does not hide it
        double middle = (definition.min() + definition.max()) / 2;
        double offset = (onset < middle ? 1 : -1) * strength * definition.anomalyScale();
        return switch (kind) {
            case SPIKE, LEVEL_SHIFT -> value + offset;
            case DRIFT -> value + offset * (sequence - first + 1) / (last - first + 1);
            case STUCK -> onset;
        };
    }
}
