package io.fleetstream.jobs.anomaly.domain.health;

import io.fleetstream.jobs.anomaly.domain.bytes.ByteReader;
import io.fleetstream.jobs.anomaly.domain.bytes.ByteWriter;

/**
 * Tells the runs of a machine by the pauses between its windows, which are long beside the usual
 * interval, and counts the time it runs.
 */
final class Runs {
    private static final int INTERVALS = 31;

    /** Nothing is usual before that many. */
    private static final int LEAST = 5;

    private final double standstill;
    private final Recent intervals = new Recent(INTERVALS);
    private boolean began;
    private long last;
    private long running;

    Runs(double standstill) {
        this.standstill = standstill;
    }

    /** Whether a window of that time can be taken: it is later than the last one. */
    boolean isNext(long micros) {
        return !began || micros > last;
    }

    /** Takes the time of a window, and tells whether it is the first of another run. */
    boolean begin(long micros) {
        if (!began) {
            began = true;
            last = micros;
            return false;
        }
        long interval = micros - last;
        last = micros;
        if (intervals.size() >= LEAST && interval > standstill * intervals.median()) {
            return true;
        }
        intervals.add((double) interval);
        running += interval;
        return false;
    }

    /** Microseconds of running so far. */
    long running() {
        return running;
    }

    void write(ByteWriter out) {
        out.put(began ? 1 : 0).putSigned(last).putUnsigned(running);
        intervals.write(out);
    }

    void read(ByteReader in) {
        began = in.get() == 1;
        last = in.getSigned();
        running = in.getUnsigned();
        intervals.read(in);
    }
}
