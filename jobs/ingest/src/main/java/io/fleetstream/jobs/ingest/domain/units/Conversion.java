package io.fleetstream.jobs.ingest.domain.units;

/**
 * From one unit to another: {@code (value * scale + shift) / divisor}. Where the definitions of the
 * units allow it all three are whole numbers, so that little is lost on the way: 70 [degF] is (70 *
 * 5 - 160) / 9 Cel, and 32 [degF] exactly 0. Results are doubles as they come, never rounded to
 * fewer digits.
 *
 * @param scale positive
 * @param shift zero, unless the units have different zeros
 * @param divisor positive
 */
public record Conversion(double scale, double shift, double divisor) {
    /** Between units that mean the same. */
    public static final Conversion NONE = new Conversion(1, 0, 1);

    /** The same quantity in the other unit; infinite if it is too great for a double. */
    public double of(double value) {
        return (value * scale + shift) / divisor;
    }

    /** The same difference in the other unit: of two values, or a standard deviation. */
    public double ofDifference(double value) {
        return value * scale / divisor;
    }
}
