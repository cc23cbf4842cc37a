package io.fleetstream.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Maps values to places on an axis.
 *
 * @param min value at {@code from}
 * @param max value at {@code to}; above {@code min}
 * @param from place of the least value
 * @param to place of the greatest value; may be below {@code from}
 */
record Scale(double min, double max, double from, double to) {
    private static final double ROOM = 0.05;

    /** An axis with a little room on both sides of the values; one for nothing is 0 to 1. */
    static Scale around(double least, double greatest, double from, double to) {
        if (!(greatest >= least)) {
            return new Scale(0, 1, from, to);
        }
        double room = greatest == least ? Math.max(1, Math.abs(least)) : (greatest - least);
        return new Scale(least - room * ROOM, greatest + room * ROOM, from, to);
    }

    /** An axis from zero, for what is counted. */
    static Scale fromZero(double greatest, double from, double to) {
        return new Scale(0, greatest > 0 ? greatest * (1 + ROOM) : 1, from, to);
    }

    double at(double value) {
        return from + (value - min) / (max - min) * (to - from);
    }

    /** Round values on the axis, at most about so many. */
    List<Double> ticks(int most) {
        double step = step(most);
        List<Double> ticks = new ArrayList<>();
        for (double i = Math.ceil(min / step); i * step <= max; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** A tick in as many digits as tell it from its neighbours. */
    String label(double tick, int most) {
        int digits = (int) Math.max(0, -Math.floor(Math.log10(step(most)) + 1e-9));
        return String.format(Locale.ROOT, "%,." + digits + "f", tick == 0 ? 0.0 : tick);
    }

    private double step(int most) {
        double raw = (max - min) / most;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        for (double factor : new double[] {1, 2, 5}) {
            if (raw <= factor * power) {
                return factor * power;
            }
        }
        return 10 * power;
    }
}
