package io.fleetstream.emulator.signal;

/**
 * One metric of a profile.
 *
 * @param name as in the payload
 * @param unit UCUM code
 * @param decimals digits after the point that the device reports
 * @param min lowest value the sensor can report, in unit
 * @param max highest value the sensor can report, in unit
 * @param anomalyScale size of a modest anomaly in unit; 0 where anomalies make no sense
 */
public record MetricDefinition(
        String name, String unit, int decimals, double min, double max, double anomalyScale) {

    /** The value as the sensor reports it: inside its range, rounded to its digits. */
    public double report(double value) {
        double scale = Math.pow(10, decimals);
        double rounded = Math.rint(Math.max(min, Math.min(max, value)) * scale) / scale;
        return rounded == 0 ? 0 : rounded; // no negative zero
    }
}
