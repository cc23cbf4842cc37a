package io.fleetstream.benchmarks.bearings;

import io.fleetstream.jobs.anomaly.domain.health.HealthMonitor;
import io.fleetstream.jobs.anomaly.domain.health.HealthOptions;
import io.fleetstream.jobs.anomaly.domain.health.HealthReading;
import io.fleetstream.jobs.anomaly.domain.health.HealthState;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The health of one sensor through a recording, each window judged before the next is read.
 *
 * @param channel the sensor
 * @param readings one for each window
 */
record Course(Recording.Channel channel, List<HealthReading> readings) {

    static Course of(Recording recording, Recording.Channel channel) {
        HealthMonitor monitor = new HealthMonitor(HealthOptions.DEFAULT);
        List<HealthReading> readings = new ArrayList<>(recording.windows());
        for (int window = 0; window < recording.windows(); window++) {
            readings.add(
                    monitor.observe(recording.micros().get(window), channel.levels().get(window)));
        }
        return new Course(channel, readings);
    }

    boolean degrades(int window) {
        return readings.get(window).state() == HealthState.DEGRADING;
    }

    double growth(int window) {
        return readings.get(window).growth();
    }

    /** The first window with which it degrades. */
    OptionalInt flag() {
        for (int window = 0; window < readings.size(); window++) {
            if (degrades(window)) {
                return OptionalInt.of(window);
            }
        }
        return OptionalInt.empty();
    }
}
