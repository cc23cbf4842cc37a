package io.fleetstream.jobs.anomaly.domain.presence;

import io.fleetstream.jobs.anomaly.domain.bytes.ByteReader;
import io.fleetstream.jobs.anomaly.domain.bytes.ByteWriter;

/**
 * What is remembered of a device, or of one of its metrics, to tell whether it is there: 8 bytes,
 * and about 30 more where the interval is learned.
 */
public final class PresenceState {
    private static final int VERSION = 1;
    private static final int OFFLINE = 1;
    private static final int SAID_OFFLINE = 2;
    private static final int LEARNING = 4;
    private static final int FLAG_BITS = 3;

    /** No time. */
    static final long NONE = Long.MIN_VALUE;

    long lastSeen;
    long saidOffline = NONE;
    boolean offline;
    LearnedInterval learned;

    /** A device that is seen for the first time. */
    public PresenceState(long firstSeen) {
        lastSeen = firstSeen;
    }

    /** Arrival of the last message. */
    public long lastSeen() {
        return lastSeen;
    }

    /** Whether it counts as offline. */
    public boolean isOffline() {
        return offline;
    }

    /** The interval that was learned, in milliseconds; 0 if none was. */
    public long learnedInterval() {
        return learned == null ? 0 : learned.millis();
    }

    /** Appends it. */
    public void write(ByteWriter out) {
        int flags =
                (offline ? OFFLINE : 0)
                        + (saidOffline == NONE ? 0 : SAID_OFFLINE)
                        + (learned == null ? 0 : LEARNING);
        out.put((VERSION << FLAG_BITS) + flags).putSigned(lastSeen);
        if (saidOffline != NONE) {
            out.putSigned(saidOffline - lastSeen);
        }
        if (learned != null) {
            learned.write(out);
        }
    }

    /** Reads what was written. */
    public static PresenceState read(ByteReader in) {
        int head = in.get();
        if (head >> FLAG_BITS != VERSION) {
            throw new IllegalStateException("state of a presence has an unknown form");
        }
        PresenceState state = new PresenceState(in.getSigned());
        state.offline = (head & OFFLINE) != 0;
        if ((head & SAID_OFFLINE) != 0) {
            state.saidOffline = state.lastSeen + in.getSigned();
        }
        if ((head & LEARNING) != 0) {
            state.learned = LearnedInterval.read(in);
        }
        return state;
    }
}
