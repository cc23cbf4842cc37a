package io.fleetstream.jobs.shadow.domain;

import io.fleetstream.jobs.shadow.domain.tree.BinaryOut;

/**
 * Whether something desired waits too long to be reported. Told once for each change of what is
 * desired; "waits" begins with the change, or with the report that undid it.
 */
public final class Pending {
    private final long afterMicros;

    /** With that deadline in microseconds; 0 for none. */
    public Pending(long afterMicros) {
        this.afterMicros = afterMicros;
    }

    /** When the shadow is late, microseconds since the epoch; {@link Long#MAX_VALUE} for never. */
    public long deadline(byte[] stored) {
        return deadline(stored, 0);
    }

    /**
     * As {@link #deadline(byte[])}.
     *
     * @param asked the deadline that a request named last for what is desired; 0 if none did
     */
    public long deadline(byte[] stored, long asked) {
        if ((afterMicros == 0 && asked == 0) || stored == null) {
            return Long.MAX_VALUE;
        }
        StoredShadow shadow = StoredShadow.of(stored);
        if (shadow.pendingSince() == 0 || shadow.stuck()) {
            return Long.MAX_VALUE;
        }
        return asked == 0 ? shadow.pendingSince() + afterMicros : asked;
    }

    /** Since when a late shadow waits, microseconds since the epoch. */
    public long since(byte[] stored) {
        return StoredShadow.of(stored).pendingSince();
    }

    /** Version of the shadow. */
    public long version(byte[] stored) {
        return StoredShadow.of(stored).version();
    }

    /** The shadow once it has been told that it is late. */
    public byte[] told(byte[] stored) {
        return StoredShadow.of(stored).markedStuck().toBytes(new BinaryOut());
    }
}
