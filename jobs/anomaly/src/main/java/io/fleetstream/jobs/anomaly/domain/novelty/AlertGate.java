package io.fleetstream.jobs.anomaly.domain.novelty;

/**
 * Turns severities into alerts: one when the threshold is reached, then none for a number of
 * values. A severity says how unusual each moment is; of one strange hour a person wants to hear
 * once.
 */
public final class AlertGate {
    private final double threshold;
    private final int coolDown;

    /**
     * A gate.
     *
     * @param threshold severity from which on there is an alert
     * @param coolDown values after an alert that give none
     */
    public AlertGate(double threshold, int coolDown) {
        this.threshold = threshold;
        this.coolDown = coolDown;
    }

    /**
     * Whether this value gives an alert.
     *
     * @param sinceAlert values since the last alert, this one included; {@link Integer#MAX_VALUE}
     *     if there was none
     */
    public boolean opens(double severity, int sinceAlert) {
        return severity >= threshold && sinceAlert > coolDown;
    }
}
