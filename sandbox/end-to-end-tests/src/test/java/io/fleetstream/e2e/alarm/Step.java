package io.fleetstream.e2e.alarm;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something in a vector: a reading, or an order.
 *
 * @param millis when, after the beginning
 * @param arrival when it arrives, of a reading
 * @param metric its metric; null of an order
 * @param value its value
 * @param order what is asked; null of a reading
 * @param seconds how long, of a snooze
 */
record Step(long millis, long arrival, String metric, double value, String order, long seconds) {
    private static final Pattern READING =
            Pattern.compile("([0-9.]+):(?:([a-z]+)=)?([0-9.]+)(?:\\^([0-9.]+))?");
    private static final Pattern ORDER = Pattern.compile("([0-9.]+)!([a-z]+)(?:/([0-9]+))?");

    /** Reads the steps of a vector. */
    static List<Step> all(String play) {
        return Arrays.stream(play.split(" ", -1)).map(Step::read).toList();
    }

    boolean isReading() {
        return metric != null;
    }

    /** The same reading, arriving some time later than it would. */
    Step delayed(long by) {
        return new Step(millis, arrival + by, metric, value, order, seconds);
    }

    private static Step read(String text) {
        Matcher reading = READING.matcher(text);
        if (reading.matches()) {
            String metric = reading.group(2) == null ? "t" : reading.group(2);
            long millis = millis(reading.group(1));
            long arrival = reading.group(4) == null ? millis : millis(reading.group(4));
            double value = Double.parseDouble(reading.group(3));
            return new Step(millis, arrival, metric, value, null, 0);
        }
        Matcher order = ORDER.matcher(text);
        if (!order.matches()) {
            throw new IllegalArgumentException("no step: " + text);
        }
        long seconds = order.group(3) == null ? 0 : Long.parseLong(order.group(3));
        long millis = millis(order.group(1));
        return new Step(millis, millis, null, 0, order.group(2), seconds);
    }

    private static long millis(String second) {
        return Math.round(Double.parseDouble(second) * 1000);
    }
}
