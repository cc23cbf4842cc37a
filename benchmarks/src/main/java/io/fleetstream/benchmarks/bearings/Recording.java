package io.fleetstream.benchmarks.bearings;

import java.util.List;

/**
 * What sensors recorded of the bearings of one machine, from its start to its end.
 *
 * @param name of the recording, fit for a file name
 * @param micros time of each window, growing
 * @param channels at least one
 */
record Recording(String name, List<Long> micros, List<Channel> channels) {
    private static final double MICROS_PER_HOUR = 3.6e9;

    /**
     * A sensor.
     *
     * @param name as the recording names it
     * @param bearing that it sits on
     * @param levels one for each window; NaN where there is none
     */
    record Channel(String name, String bearing, List<Double> levels) {}

    int windows() {
        return micros.size();
    }

    /** Names of the bearings, in the order of the recording. */
    List<String> bearings() {
        return channels.stream().map(Channel::bearing).distinct().toList();
    }

    /** Part of the recording that has passed with a window, in percent. */
    double percent(int window) {
        return 100.0 * (window + 1) / windows();
    }

    /** Hours from a window to the end. */
    double hoursLeft(int window) {
        return (micros.get(windows() - 1) - micros.get(window)) / MICROS_PER_HOUR;
    }
}
