package io.fleetstream.benchmarks.bearings;

import java.util.List;
import java.util.OptionalInt;

/**
 * A bearing, by all its sensors: it degrades if one of them says so, and has grown as much as the
 * one that has grown most.
 *
 * @param name as the recording names it
 * @param courses one for each sensor
 */
record Bearing(String name, List<Course> courses) {
    /** Part of a neighbour's growth that is felt through the shaft they share. */
    private static final double FELT = 0.5;

    boolean degrades(int window) {
        return courses.stream().anyMatch(course -> course.degrades(window));
    }

    double growth(int window) {
        return courses.stream().mapToDouble(course -> course.growth(window)).max().orElse(0);
    }

    /** The first window with which it degrades. */
    OptionalInt flag() {
        return courses.stream()
                .map(Course::flag)
                .filter(OptionalInt::isPresent)
                .mapToInt(OptionalInt::getAsInt)
                .min();
    }

    /**
     * The first window with which it degrades by itself: it has grown more than half as much as the
     * neighbour that has grown most, which is more than it would feel of that one.
     */
    OptionalInt ownFlag(List<Bearing> all) {
        int windows = courses.get(0).readings().size();
        for (int window = 0; window < windows; window++) {
            if (degrades(window) && growth(window) >= FELT * most(all, window)) {
                return OptionalInt.of(window);
            }
        }
        return OptionalInt.empty();
    }

    private static double most(List<Bearing> all, int window) {
        return all.stream()
                .filter(bearing -> bearing.degrades(window))
                .mapToDouble(bearing -> bearing.growth(window))
                .max()
                .orElse(0);
    }
}
