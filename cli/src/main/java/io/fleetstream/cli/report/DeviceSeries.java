package io.fleetstream.cli.report;

import java.time.Instant;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * One metric of one device, and its windows.
 *
 * @param device name, of any origin
 * @param metric name of the quantity, of any origin
 * @param unit as a UCUM code; empty if unknown
 * @param points values by time, ascending
 * @param windows windows by time, ascending
 * @param windowsFrom who computed the windows, for people
 */
public record DeviceSeries(
        String device,
        String metric,
        String unit,
        List<Point> points,
        List<Window> windows,
        String windowsFrom) {

    boolean isEmpty() {
        return points.isEmpty();
    }

    /** First instant there is anything about. */
    Instant first() {
        Instant first = points.get(0).time();
        for (Window window : windows) {
            first = window.start().isBefore(first) ? window.start() : first;
        }
        return first;
    }

    /** Last instant there is anything about. */
    Instant last() {
        Instant last = points.get(points.size() - 1).time();
        for (Window window : windows) {
            last = window.end().isAfter(last) ? window.end() : last;
        }
        return last;
    }

    double least() {
        return all().min().orElse(0);
    }

    double greatest() {
        return all().max().orElse(0);
    }

    /** The quantity with its unit, for an axis. */
    public String label() {
        return unit.isEmpty() ? metric : metric + " (" + unit + ")";
    }

    private DoubleStream all() {
        return DoubleStream.concat(
                points.stream().mapToDouble(Point::value),
                windows.stream()
                        .flatMapToDouble(window -> DoubleStream.of(window.min(), window.max())));
    }
}
