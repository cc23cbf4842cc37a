package io.fleetstream.benchmarks.anomaly;

import java.time.LocalDateTime;
import java.util.List;

/** One recording. */
final class Series {
    private final String name;
    private final List<String> times;
    private final List<String> texts;
    private final double[] values;

    /**
     * A recording.
     *
     * @param name path below the directory of recordings, {@code category/file.csv}
     * @param times as they stand in the file
     * @param texts values as they stand in the file
     * @param values the same as numbers, in the order of the file
     */
    Series(String name, List<String> times, List<String> texts, double[] values) {
        this.name = name;
        this.times = times;
        this.texts = texts;
        this.values = values;
    }

    String name() {
        return name;
    }

    int length() {
        return values.length;
    }

    String time(int row) {
        return times.get(row);
    }

    String text(int row) {
        return texts.get(row);
    }

    /** The value; not a number where there is none. */
    double value(int row) {
        return values[row];
    }

    /** First row of that time; -1 if there is none. */
    int rowAt(LocalDateTime time) {
        for (int row = 0; row < times.size(); row++) {
            if (SeriesFiles.time(times.get(row)).equals(time)) {
                return row;
            }
        }
        return -1;
    }
}
