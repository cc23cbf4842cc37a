package io.fleetstream.jobs.anomaly.domain.health;

import io.fleetstream.jobs.anomaly.domain.bytes.ByteReader;
import io.fleetstream.jobs.anomaly.domain.bytes.ByteWriter;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

/** Where growth leads: the slope of recent points, each the median of a few windows. */
final class Trend {
    private static final int WINDOWS = 4;
    private static final int POINTS = 48;
    private static final int LEAST_POINTS = 6;

    /** Four of five values of a Gaussian lie within so many deviations. */
    private static final double FOUR_OF_FIVE = 1.2816;

    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final Recent block = new Recent(WINDOWS);
    private final Recent times = new Recent(POINTS);
    private final Recent levels = new Recent(POINTS);

    /**
     * Takes the growth of a window.
     *
     * @param running microseconds the machine has run
     */
    void add(long running, double growth) {
        block.add(growth);
        if (block.isFull()) {
            times.add((double) running);
            levels.add(block.median());
            block.clear();
        }
    }

    void clear() {
        block.clear();
        times.clear();
        levels.clear();
    }

    /**
     * How long until growth is at the limit, from the newest point on; empty if there are too few
     * points, or growth does not go on.
     */
    Optional<RemainingLife> until(double limit) {
        int points = levels.size();
        if (points < LEAST_POINTS) {
            return Optional.empty();
        }
        double left = limit - levels.get(points - 1);
        if (left <= 0) {
            return Optional.of(
                    new RemainingLife(Duration.ZERO, Duration.ZERO, Optional.of(Duration.ZERO)));
        }
        double[] slopes = slopes();
        double slope = Medians.of(slopes);
        if (slope <= 0) {
            return Optional.empty();
        }
        double n = points;
        double spread = FOUR_OF_FIVE * Math.sqrt(n * (n - 1) * (2 * n + 5) / 18);
        int low = Math.max(0, (int) Math.floor((slopes.length - spread) / 2) - 1);
        int high = slopes.length - 1 - low;
        return Optional.of(
                new RemainingLife(
                        time(left / slope),
                        time(left / slopes[high]),
                        slopes[low] <= 0
                                ? Optional.empty()
                                : Optional.of(time(left / slopes[low]))));
    }

    /** Of all pairs of points, in growing order. */
    private double[] slopes() {
        int points = levels.size();
        double[] slopes = new double[points * (points - 1) / 2];
        int count = 0;
        for (int late = 1; late < points; late++) {
            for (int early = 0; early < late; early++) {
                double time = times.get(late) - times.get(early);
                if (time > 0) {
                    slopes[count++] = (levels.get(late) - levels.get(early)) / time;
                }
            }
        }
        double[] found = Arrays.copyOf(slopes, count);
        Arrays.sort(found);
        return found;
    }

    private static Duration time(double micros) {
        return micros > LONGEST.toSeconds() * 1e6
                ? LONGEST
                : Duration.of((long) micros, ChronoUnit.MICROS);
    }

    void write(ByteWriter out) {
        block.write(out);
        times.write(out);
        levels.write(out);
    }

    void read(ByteReader in) {
        block.read(in);
        times.read(in);
        levels.read(in);
    }
}
