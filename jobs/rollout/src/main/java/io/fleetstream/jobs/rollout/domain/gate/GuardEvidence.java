package io.fleetstream.jobs.rollout.domain.gate;

import java.util.List;

/**
 * What one guard knows.
 *
 * @param guard its name
 * @param treated devices with the update
 * @param control devices without
 * @param bets what each hazard ratio's bet has become
 * @param harm mean of the bets
 * @param peak greatest mean so far, after whichever event
 * @param safety evidence that the hazard ratio is below the margin
 */
public record GuardEvidence(
        String guard,
        Count treated,
        Count control,
        List<Double> bets,
        double harm,
        double peak,
        double safety) {
    private static final double MS_PER_DAY = 86_400_000;

    /** Takes a copy. */
    public GuardEvidence {
        bets = List.copyOf(bets);
    }

    /**
     * Counts of one side.
     *
     * @param atRisk devices that may still have their first event
     * @param events first events
     * @param exposureMs time at risk of all devices together, milliseconds
     */
    public record Count(long atRisk, long events, long exposureMs) {
        /** First events per device and day at risk; 0 before anybody was. */
        public double perDay() {
            return exposureMs == 0 ? 0 : events * MS_PER_DAY / exposureMs;
        }
    }

    /** How much more often treated devices have their first event, per device and day. */
    public double excessPerDay() {
        return treated.perDay() - control.perDay();
    }
}
