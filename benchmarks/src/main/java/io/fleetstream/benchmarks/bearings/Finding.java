package io.fleetstream.benchmarks.bearings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * What was found out about a recording.
 *
 * @param recording the recording
 * @param bearings in the order of the recording
 */
record Finding(Recording recording, List<Bearing> bearings) {
    /** Part of the windows by which the end is judged. */
    private static final double END = 0.02;

    static Finding of(Recording recording) {
        List<Bearing> bearings = new ArrayList<>();
        for (String name : recording.bearings()) {
            bearings.add(
                    new Bearing(
                            name,
                            recording.channels().stream()
                                    .filter(channel -> channel.bearing().equals(name))
                                    .map(channel -> Course.of(recording, channel))
                                    .toList()));
        }
        return new Finding(recording, bearings);
    }

    /** The bearing that has grown most when the recording ends: the one that it ended for. */
    Bearing worst() {
        return bearings.stream()
                .max(Comparator.comparingDouble(this::growthAtTheEnd))
                .orElseThrow();
    }

    double growthAtTheEnd(Bearing bearing) {
        int windows = recording.windows();
        int from = windows - Math.max(1, (int) (END * windows));
        double sum = 0;
        for (int window = from; window < windows; window++) {
            sum += bearing.growth(window);
        }
        return sum / (windows - from);
    }

    /** Percent of the recording when the first bearing is found to degrade. */
    double firstFlag() {
        return bearings.stream()
                .map(Bearing::flag)
                .filter(OptionalInt::isPresent)
                .mapToDouble(flag -> recording.percent(flag.getAsInt()))
                .min()
                .orElse(100);
    }

    /** Percent of the recording when that bearing is; 100 if it never is. */
    double flag(Bearing bearing) {
        OptionalInt flag = bearing.flag();
        return flag.isPresent() ? recording.percent(flag.getAsInt()) : 100;
    }
}
