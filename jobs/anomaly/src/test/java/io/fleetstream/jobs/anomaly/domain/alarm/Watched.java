package io.fleetstream.jobs.anomaly.domain.alarm;

import io.fleetstream.jobs.anomaly.domain.bytes.ByteReader;
import io.fleetstream.jobs.anomaly.domain.bytes.ByteWriter;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * One alarm over values with thresholds, in seconds: raises above, clears below. Stores and reads
 * its state before everything it is given, as a job that is killed at every record.
 */
final class Watched {
    private final AlarmSpec spec;
    private final AlarmMachine machine;
    private final double[] above;
    private final double[] below;
    private final ZoneId zone;
    private final List<AlarmStep> steps = new ArrayList<>();
    private AlarmState state;

    private Watched(AlarmSpec spec, double[] above, double[] below, ZoneId zone) {
        this.spec = spec;
        this.machine = new AlarmMachine(spec);
        this.above = above;
        this.below = below;
        this.zone = zone;
        this.state = machine.newState();
    }

    /** The rule of the vectors, with other settings: above 10, cleared below 9. */
    static Watched vector(AlarmSpec spec) {
        return new Watched(spec, new double[] {10}, new double[] {9}, ZoneOffset.UTC);
    }

    static Watched vector(AlarmSpec spec, ZoneId zone) {
        return new Watched(spec, new double[] {10}, new double[] {9}, zone);
    }

    static Watched levels(AlarmSpec spec, double[] above, double[] below) {
        return new Watched(spec, above, below, ZoneOffset.UTC);
    }

    /** Holds of the rule of the vectors. */
    static Level held() {
        return Level.atOnce(1).holding(15_000, 30_000);
    }

    Watched see(double second, double value) {
        restore();
        int raise = 0;
        int clear = 0;
        for (int index = 0; index < above.length; index++) {
            raise |= value > above[index] ? 1 << index : 0;
            clear |= value < below[index] ? 1 << index : 0;
        }
        machine.look(state, millis(second), raise, clear, value, zone, steps::add);
        return this;
    }

    Watched until(double second) {
        restore();
        machine.advance(state, millis(second), zone, steps::add);
        return this;
    }

    Watched order(AlarmOrder order, double second) {
        return order(order, second, 0);
    }

    Watched order(AlarmOrder order, double second, double until) {
        tryOrder(order, second, until);
        return this;
    }

    boolean tryOrder(AlarmOrder order, double second, double until) {
        restore();
        return machine.order(state, order, millis(second), millis(until), zone, steps::add);
    }

    AlarmStatus status() {
        return state.status();
    }

    AlarmState state() {
        return state;
    }

    long due() {
        return machine.due(state, zone);
    }

    List<AlarmStep> steps() {
        return steps;
    }

    /** What happened, as {@code RAISED(2)@15}; the severity only where there are several. */
    List<String> told() {
        return steps.stream().map(this::told).toList();
    }

    private String told(AlarmStep step) {
        String severity = above.length > 1 ? "(" + step.severity() + ")" : "";
        double second = step.time() / 1000.0;
        String time = second == Math.rint(second) ? "" + (long) second : "" + second;
        return step.change() + severity + "@" + time;
    }

    private void restore() {
        ByteWriter out = new ByteWriter();
        AlarmStateCodec.write(state, spec, out);
        ByteReader in = new ByteReader(out.toBytes());
        state = AlarmStateCodec.read(in, spec);
        if (!in.isAtEnd()) {
            throw new AssertionError("bytes are left over");
        }
    }

    private static long millis(double second) {
        return Math.round(second * 1000);
    }
}
