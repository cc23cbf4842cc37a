package io.fleetstream.emulator.edge;

/**
 * Where the values of a metric usually lie, in its unit.
 *
 * @param low smallest usual value
 * @param high greatest usual value
 */
public record Bounds(double low, double high) {
    /** Checks the order. */
    public Bounds {
        if (!(low <= high)) {
            throw new IllegalArgumentException("bounds must be low..high");
        }
    }

    /** Whether a value is unusual. */
    public boolean excludes(double value) {
        return value < low || value > high;
    }
}
