package io.fleetstream.jobs.anomaly.domain.health;

import io.fleetstream.jobs.anomaly.domain.bytes.ByteReader;
import io.fleetstream.jobs.anomaly.domain.bytes.ByteWriter;
import java.util.Optional;

/**
 * Follows the health of one machine, window by window, from what it has shown before and nothing
 * else.
 *
 * <p>The logarithm of the level is compared with that of the machine's own beginning ({@link
 * Baseline}), each run by itself ({@link RunLevel}), smoothed by a running median. Growth is
 * measured in steps: the least that counts, or several deviations of the beginning if that is more.
 * A sum takes from each window what it exceeds a step by, at most one and at least minus one; above
 * {@link HealthOptions#persistence()} the machine is degrading, and at 0 it no longer is.
 *
 * <p>The same windows give the same readings, also across {@link #toBytes} and {@link #fromBytes}.
 * State: at most some 10 bytes for every window the baseline is learned from, or 1.5 KB. Not safe
 * for concurrent use.
 */
public final class HealthMonitor {
    private static final int VERSION = 1;

    private final HealthOptions options;
    private final Runs runs;
    private final Baseline baseline;
    private final RunLevel run;
    private final Recent smoothing;
    private final Recent sustained;
    private final Trend trend = new Trend();

    private double sum;
    private boolean degrading;
    private double wear;
    private HealthReading reading = new HealthReading(HealthState.LEARNING, 1, 0, Optional.empty());

    /** Of a machine of which nothing is known yet. */
    public HealthMonitor(HealthOptions options) {
        this.options = options;
        runs = new Runs(options.standstill());
        baseline = new Baseline(options);
        run = new RunLevel(options);
        smoothing = new Recent(options.smoothing());
        sustained = new Recent(options.persistence());
    }

    /**
     * Takes the level of the next window.
     *
     * @param micros time of the window; a window not later than the last one changes nothing
     * @param level above 0, such as the RMS of a window; anything else is no running machine, and
     *     changes nothing
     */
    public HealthReading observe(long micros, double level) {
        if (!(level > 0) || Double.isInfinite(level) || !runs.isNext(micros)) {
            return reading;
        }
        boolean restarted = runs.begin(micros);
        double value = Math.log(level);
        reading = baseline.isKnown() ? judge(value, restarted) : learn(value, restarted);
        return reading;
    }

    private HealthReading learn(double value, boolean restarted) {
        if (restarted) {
            baseline.beginAnew();
            smoothing.clear();
        }
        baseline.learn(value);
        smoothing.add(value);
        return reading;
    }

    private HealthReading judge(double value, boolean restarted) {
        // what is degrading already goes on doing so, whatever the load
        if (restarted && !degrading) {
            run.begin(smoothing.median());
        }
        boolean unsettled = run.isSettling();
        double corrected = run.correct(value, baseline.step());
        if (unsettled) {
            if (run.isSettling()) {
                return reading;
            }
            smoothing.clear();
        }
        smoothing.add(corrected);
        double growth = smoothing.median() - baseline.level();
        accumulate(growth);
        return reading(index(growth), Math.expm1(growth));
    }

    private HealthReading reading(double index, double growth) {
        return degrading
                ? new HealthReading(
                        HealthState.DEGRADING, index, growth, trend.until(options.failureStep()))
                : new HealthReading(HealthState.HEALTHY, index, growth, Optional.empty());
    }

    private void accumulate(double growth) {
        double excess = Math.max(-1, Math.min(1, growth / baseline.step() - 1));
        sum = Math.max(0, Math.min(2.0 * options.persistence(), sum + excess));
        if (sum == 0) {
            degrading = false;
            trend.clear();
        } else {
            degrading |= sum >= options.persistence();
            trend.add(runs.running(), growth);
        }
    }

    /** While it degrades, wear is the most that growth has not fallen below for a while. */
    private double index(double growth) {
        sustained.add(growth);
        double least = growth;
        for (int i = 0; i < sustained.size(); i++) {
            least = Math.min(least, sustained.get(i));
        }
        wear = degrading ? Math.max(wear, least) : least;
        return Math.max(0, Math.min(1, 1 - wear / options.failureStep()));
    }

    /**
     * How far it is from degrading: the sum in parts of what is needed; at least 1 while it
     * degrades, at most 2. Not a number while it learns.
     */
    public double severity() {
        return reading.state() == HealthState.LEARNING
                ? Double.NaN
                : Math.max(degrading ? 1 : 0, sum / options.persistence());
    }

    /** All it knows. */
    public byte[] toBytes() {
        ByteWriter out = new ByteWriter();
        out.put(VERSION).putDouble(sum).put(degrading ? 1 : 0).putDouble(wear);
        out.put(reading.state() == HealthState.LEARNING ? 0 : 1)
                .putDouble(reading.index())
                .putDouble(reading.growth());
        runs.write(out);
        baseline.write(out);
        run.write(out);
        smoothing.write(out);
        sustained.write(out);
        trend.write(out);
        return out.toBytes();
    }

    /**
     * What {@link #toBytes} gave.
     *
     * @throws IllegalStateException if it is of a version this release does not know
     */
    public static HealthMonitor fromBytes(HealthOptions options, byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        int version = in.get();
        if (version != VERSION) {
            throw new IllegalStateException("health monitor of version " + version);
        }
        HealthMonitor monitor = new HealthMonitor(options);
        monitor.sum = in.getDouble();
        monitor.degrading = in.get() == 1;
        monitor.wear = in.getDouble();
        boolean judged = in.get() == 1;
        double index = in.getDouble();
        double growth = in.getDouble();
        monitor.runs.read(in);
        monitor.baseline.read(in);
        monitor.run.read(in);
        monitor.smoothing.read(in);
        monitor.sustained.read(in);
        monitor.trend.read(in);
        monitor.reading = judged ? monitor.reading(index, growth) : monitor.reading;
        return monitor;
    }
}
