package io.fleetstream.jobs.anomaly.domain.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** A machine whose vibration is known: a level with noise, in windows ten minutes apart. */
final class Machine {
    static final long MINUTE = 60_000_000L;
    static final long INTERVAL = 10 * MINUTE;

    private final Random random;
    private final double noise;
    private final List<Window> windows = new ArrayList<>();
    private long time = 1_700_000_000_000_000L;
    private double memory;

    record Window(long micros, double level) {}

    /**
     * A machine.
     *
     * @param noise deviation of the level, as a part of it; it lasts for some windows
     */
    Machine(Random random, double noise) {
        this.random = random;
        this.noise = noise;
    }

    /** Runs for so many windows, at a level that depends on their number. */
    Machine runs(int count, IntToDoubleFunction level) {
        for (int i = 0; i < count; i++) {
            time += INTERVAL;
            memory = 0.5 * memory + Math.sqrt(0.75) * random.nextGaussian();
            windows.add(new Window(time, level.applyAsDouble(i) * Math.exp(noise * memory)));
        }
        return this;
    }

    Machine stands(long micros) {
        time += micros;
        return this;
    }

    List<Window> windows() {
        return windows;
    }

    List<HealthReading> judgedBy(HealthMonitor monitor) {
        return windows.stream()
                .map(window -> monitor.observe(window.micros(), window.level()))
                .toList();
    }

    List<HealthReading> judged() {
        return judgedBy(new HealthMonitor(HealthOptions.DEFAULT));
    }

    /** Number of the first window that says so; the number of windows if none does. */
    static int first(List<HealthReading> readings, HealthState state) {
        int index = 0;
        while (index < readings.size() && readings.get(index).state() != state) {
            index++;
        }
        return index;
    }
}
