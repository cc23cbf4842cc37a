package io.fleetstream.emulator.pace;

/**
 * How fast event time passes.
 *
 * @param speed seconds of event time per second; positive infinity for flat out
 */
public record Pace(double speed) {
    /** As it happened. */
    public static final Pace ORIGINAL = new Pace(1);

    /** As fast as the broker takes it. */
    public static final Pace FLAT_OUT = new Pace(Double.POSITIVE_INFINITY);

    /** Checks the speed. */
    public Pace {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("pace must be positive, such as 10x");
        }
    }

    /**
     * Reads {@code original}, {@code flat-out} or a factor such as {@code 10x}.
     *
     * @throws IllegalArgumentException naming what is accepted
     */
    public static Pace parse(String text) {
        if (text.equals("original")) {
            return ORIGINAL;
        }
        if (text.equals("flat-out")) {
            return FLAT_OUT;
        }
        if (text.matches("\\d+(\\.\\d+)?x")) {
            return new Pace(Double.parseDouble(text.substring(0, text.length() - 1)));
        }
        throw new IllegalArgumentException(
                "pace '" + text + "' must be original, flat-out or a factor such as 10x");
    }

    /** Whether nothing waits for the clock. */
    public boolean isFlatOut() {
        return Double.isInfinite(speed);
    }

    /**
     * How long to wait.
     *
     * @param eventMs event time since the beginning, in milliseconds
     * @param elapsedNanos time on the wall since the beginning
     * @return nanoseconds from now; zero or negative if due
     */
    public long waitNanos(double eventMs, long elapsedNanos) {
        return isFlatOut() ? 0 : (long) (eventMs * 1e6 / speed) - elapsedNanos;
    }
}
