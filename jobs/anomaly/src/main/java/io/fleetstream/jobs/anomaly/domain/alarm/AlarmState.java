package io.fleetstream.jobs.anomaly.domain.alarm;

import java.util.Arrays;

/**
 * All that is remembered of one rule for one device. Made and changed by an {@link AlarmMachine},
 * stored by {@link AlarmStateCodec}; a blank one need not be stored.
 */
public final class AlarmState {
    AlarmStatus status = AlarmStatus.NORMAL;
    long clock = AlarmStep.NONE;
    int severity;
    long raisedAt = AlarmStep.NONE;
    int step;
    int count;
    long toldAt = AlarmStep.NONE;
    long until = AlarmStep.NONE;
    boolean flapping;
    int raise;
    int clear;
    double value = Double.NaN;
    long[] flaps = {};
    final LevelState[] levels;

    AlarmState(int levels) {
        this.levels = new LevelState[levels];
        Arrays.setAll(this.levels, index -> new LevelState());
    }

    /** Where the alarm stands. */
    public AlarmStatus status() {
        if (status == AlarmStatus.NORMAL) {
            for (LevelState level : levels) {
                if (level.isPending()) {
                    return AlarmStatus.PENDING;
                }
            }
        }
        return status;
    }

    /** How bad it is, or was last; 0 if it was never raised. */
    public int severity() {
        return severity;
    }

    /** When it was raised last; {@link AlarmStep#NONE} if never. */
    public long raisedAt() {
        return raisedAt;
    }

    /** Time of the last value, order or change; {@link AlarmStep#NONE} if there was none. */
    public long clock() {
        return clock;
    }

    /** The value looked at last; not a number if there was none. */
    public double value() {
        return value;
    }

    /** Which severities the last value raised. */
    public int raiseBits() {
        return raise;
    }

    /** Which it cleared. */
    public int clearBits() {
        return clear;
    }

    /** Whether a new state would behave the same. */
    public boolean isBlank() {
        if (status != AlarmStatus.NORMAL || raise != 0 || flaps.length > 0) {
            return false;
        }
        for (LevelState level : levels) {
            if (!level.isBlank()) {
                return false;
            }
        }
        return true;
    }
}
