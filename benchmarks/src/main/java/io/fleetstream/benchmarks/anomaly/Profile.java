package io.fleetstream.benchmarks.anomaly;

import java.util.Locale;

/** What the Numenta Anomaly Benchmark lets a hit, a miss and a false alarm count. */
enum Profile {
    STANDARD(1, 0.11),
    LOW_FALSE_ALARMS(1, 0.22),
    LOW_MISSES(2, 0.11);

    private final double miss;
    private final double falseAlarm;

    Profile(double miss, double falseAlarm) {
        this.miss = miss;
        this.falseAlarm = falseAlarm;
    }

    /** Name in reports. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What a stretch costs of which nothing is said; a hit at its very beginning brings 1. */
    double miss() {
        return miss;
    }

    /** What an alert far behind every stretch costs. */
    double falseAlarm() {
        return falseAlarm;
    }

    /** 100 for hits at all beginnings, 0 for silence. */
    double normalised(double points, int windows) {
        return 100 * (points + miss * windows) / ((1 + miss) * windows);
    }
}
