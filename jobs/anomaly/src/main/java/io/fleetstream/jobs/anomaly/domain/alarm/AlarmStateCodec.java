package io.fleetstream.jobs.anomaly.domain.alarm;

import io.fleetstream.jobs.anomaly.domain.bytes.ByteReader;
import io.fleetstream.jobs.anomaly.domain.bytes.ByteWriter;
import java.util.List;

/**
 * States of alarms as bytes, about 30 where something is wrong. The form has a version. Severities
 * are stored by their number, so that a state can be read under a newer version of its rule: what
 * the rule does not know any more is left out, what is new begins blank.
 */
public final class AlarmStateCodec {
    private static final int VERSION = 1;

    /** Codes of the form; they stay although the enum may change. PENDING is never stored. */
    private static final List<AlarmStatus> CODES =
            List.of(
                    AlarmStatus.NORMAL,
                    AlarmStatus.ACTIVE,
                    AlarmStatus.ACKNOWLEDGED,
                    AlarmStatus.LATCHED,
                    AlarmStatus.SNOOZE_DISABLED,
                    AlarmStatus.DISABLED);

    private AlarmStateCodec() {}

    /** Appends a state. */
    public static void write(AlarmState state, AlarmSpec spec, ByteWriter out) {
        out.put(VERSION)
                .put((CODES.indexOf(state.status) << 1) | (state.flapping ? 1 : 0))
                .putUnsigned(state.severity)
                .putUnsigned(state.raise)
                .putUnsigned(state.clear)
                .putDouble(state.value)
                .putSigned(state.clock);
        writeTime(state.raisedAt, state.clock, out);
        out.putUnsigned(state.step).putUnsigned(state.count);
        writeTime(state.toldAt, state.clock, out);
        writeTime(state.until, state.clock, out);
        out.putUnsigned(state.flaps.length);
        for (long flap : state.flaps) {
            out.putSigned(state.clock - flap);
        }
        writeLevels(state, spec, out);
    }

    /** Reads a state that was written under this version of a rule or another. */
    public static AlarmState read(ByteReader in, AlarmSpec spec) {
        if (in.get() != VERSION) {
            throw new IllegalStateException("state of an alarm has an unknown form");
        }
        AlarmState state = new AlarmState(spec.levels().size());
        int head = in.get();
        state.status = CODES.get(head >> 1);
        state.flapping = (head & 1) != 0;
        state.severity = (int) in.getUnsigned();
        state.raise = (int) in.getUnsigned();
        state.clear = (int) in.getUnsigned();
        state.value = in.getDouble();
        state.clock = in.getSigned();
        state.raisedAt = readTime(state.clock, in);
        state.step = (int) in.getUnsigned();
        state.count = (int) in.getUnsigned();
        state.toldAt = readTime(state.clock, in);
        state.until = readTime(state.clock, in);
        state.flaps = new long[in.getCount()];
        for (int index = 0; index < state.flaps.length; index++) {
            state.flaps[index] = state.clock - in.getSigned();
        }
        readLevels(state, spec, in);
        return state;
    }

    private static void writeLevels(AlarmState state, AlarmSpec spec, ByteWriter out) {
        int used = 0;
        for (LevelState level : state.levels) {
            used += level.isBlank() ? 0 : 1;
        }
        out.putUnsigned(used);
        for (int index = 0; index < state.levels.length; index++) {
            LevelState level = state.levels[index];
            if (!level.isBlank()) {
                out.put((spec.levels().get(index).severity() << 1) | (level.isOn() ? 1 : 0));
                writeTime(
                        level.since() == LevelState.NEVER ? AlarmStep.NONE : level.since(),
                        state.clock,
                        out);
                out.putUnsigned(level.met());
            }
        }
    }

    private static void readLevels(AlarmState state, AlarmSpec spec, ByteReader in) {
        int used = in.getCount();
        for (int read = 0; read < used; read++) {
            int head = in.get();
            long since = readTime(state.clock, in);
            LevelState level =
                    new LevelState(
                            (head & 1) != 0,
                            since == AlarmStep.NONE ? LevelState.NEVER : since,
                            in.getUnsigned());
            for (int index = 0; index < state.levels.length; index++) {
                if (spec.levels().get(index).severity() == head >> 1) {
                    state.levels[index] = level;
                }
            }
        }
    }

    /** A time is written as its distance from the clock, and none as a mark before that. */
    private static void writeTime(long time, long clock, ByteWriter out) {
        if (time == AlarmStep.NONE) {
            out.put(0);
        } else {
            out.put(1).putSigned(clock - time);
        }
    }

    private static long readTime(long clock, ByteReader in) {
        return in.get() == 0 ? AlarmStep.NONE : clock - in.getSigned();
    }
}
