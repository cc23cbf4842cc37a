package io.fleetstream.jobs.ingest.domain.quality;

import io.fleetstream.jobs.ingest.state.LastValues;
import io.fleetstream.jobs.ingest.state.ModelRow;
import io.fleetstream.jobs.ingest.state.QuantityRow;
import java.util.Arrays;

/**
 * Whether values change too fast, for the metrics of one reading. By event time, in the model's
 * unit, so that the order of arrival matters little:
 *
 * <ul>
 *   <li>Between two values lies an allowance of the metric's rate times the seconds between them,
 *       but at least one second's worth: a rate says nothing about noise or about many values at
 *       nearly the same time.
 *   <li>The first value is believed. So is one within the allowance of the last believed value.
 *   <li>Any other is in doubt, unless it is within the allowance of the value last in doubt, and
 *       not of the same time: then two agree that the level has shifted, this one is believed, and
 *       the later of the two is the last believed value. The first of them stays marked.
 *   <li>A value not later than the last believed one is judged against it just so, and changes
 *       nothing that is remembered.
 * </ul>
 */
final class RateMemory {
    private static final double SECONDS_PER_MICRO = 1e-6;

    private static final long[] NO_TIMES = new long[0];
    private static final double[] NO_VALUES = new double[0];
    private static final RateMemory NOTHING = new RateMemory(null, 0, 0);

    private final LastValues before;
    private final int layout;
    private final boolean judges;
    private long[] times;
    private double[] values;
    private long[] doubtTimes;
    private double[] doubts;
    private boolean owned;
    private boolean changed;

    /** Of nothing yet. */
    private RateMemory(LastValues forgotten, int layout, int slots) {
        this.before = forgotten;
        this.layout = layout;
        this.judges = true;
        this.times = never(slots);
        this.values = slots == 0 ? NO_VALUES : new double[slots];
        this.doubtTimes = NO_TIMES;
        this.doubts = NO_VALUES;
        this.changed = forgotten != null;
    }

    private RateMemory(LastValues before, boolean judges) {
        this.before = before;
        this.layout = before.layout();
        this.judges = judges;
        this.times = before.times();
        this.values = before.values();
        this.doubtTimes = before.doubtTimes();
        this.doubts = before.doubts();
    }

    /**
     * For a reading of that time. What belongs to another layout of slots is forgotten, unless the
     * reading is older: that one is not judged, because it says nothing of what the device is now.
     *
     * @param before null for nothing
     */
    static RateMemory of(LastValues before, ModelRow model, long eventTime) {
        if (before == null) {
            return model.rateLimited() == 0
                    ? NOTHING
                    : new RateMemory(null, model.rateLayout(), model.rateLimited());
        }
        boolean fits =
                before.layout() == model.rateLayout()
                        && before.times().length == model.rateLimited();
        return fits || eventTime <= newest(before)
                ? new RateMemory(before, fits)
                : new RateMemory(before, model.rateLayout(), model.rateLimited());
    }

    /** Whether the value is believed; remembers what there is to remember. */
    boolean believes(QuantityRow quantity, double value, long time) {
        if (!judges) {
            return true;
        }
        int slot = quantity.rateSlot();
        double rate = quantity.maxRate();
        long last = times[slot];
        if (last == LastValues.NEVER || isNear(rate, value, time, values[slot], last)) {
            if (last == LastValues.NEVER || time > last) {
                believe(slot, value, time);
            }
            return true;
        }
        return time > last && confirms(slot, rate, value, time);
    }

    /** What is remembered from now on; the same object as before if that is nothing new. */
    LastValues after() {
        if (!changed) {
            return before;
        }
        return times.length == 0 ? null : new LastValues(layout, times, values, doubtTimes, doubts);
    }

    private boolean confirms(int slot, double rate, double value, long time) {
        long doubted = doubtTime(slot);
        if (doubted != LastValues.NEVER
                && doubted != time
                && isNear(rate, value, time, doubts[slot], doubted)) {
            boolean newest = time > doubted;
            believe(slot, newest ? value : doubts[slot], Math.max(time, doubted));
            return true;
        }
        if (doubted == LastValues.NEVER || time > doubted) {
            doubt(slot, value, time);
        }
        return false;
    }

    private void believe(int slot, double value, long time) {
        own();
        times[slot] = time;
        values[slot] = value;
        if (doubtTime(slot) != LastValues.NEVER && doubtTime(slot) <= time) {
            forgetDoubt(slot);
        }
    }

    private void doubt(int slot, double value, long time) {
        own();
        if (doubtTimes.length == 0) {
            doubtTimes = never(times.length);
            doubts = new double[times.length];
        }
        doubtTimes[slot] = time;
        doubts[slot] = value;
    }

    private void forgetDoubt(int slot) {
        doubtTimes[slot] = LastValues.NEVER;
        doubts[slot] = 0;
        for (long time : doubtTimes) {
            if (time != LastValues.NEVER) {
                return;
            }
        }
        doubtTimes = NO_TIMES;
        doubts = NO_VALUES;
    }

    private long doubtTime(int slot) {
        return doubtTimes.length == 0 ? LastValues.NEVER : doubtTimes[slot];
    }

    /** Arrays of the state are shared with it until something changes. */
    private void own() {
        if (!owned) {
            owned = true;
            changed = true;
            times = times.clone();
            values = values.clone();
            doubtTimes = doubtTimes.clone();
            doubts = doubts.clone();
        }
    }

    private static boolean isNear(double rate, double value, long time, double other, long at) {
        double seconds = Math.max(1, Math.abs((double) time - at) * SECONDS_PER_MICRO);
        return Math.abs(value - other) <= rate * seconds;
    }

    private static long newest(LastValues values) {
        long newest = LastValues.NEVER;
        for (long time : values.times()) {
            newest = Math.max(newest, time);
        }
        return newest;
    }

    private static long[] never(int slots) {
        long[] times = new long[slots];
        Arrays.fill(times, LastValues.NEVER);
        return times;
    }
}
