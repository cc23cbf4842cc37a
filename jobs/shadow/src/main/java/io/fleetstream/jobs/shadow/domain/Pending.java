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
        if (afterMicros == 0 || stored == null) {
            return Long.MAX_VALUE;
        }
        StoredShadow shadow = StoredShadow.of(stored);
        return shadow.pendingSince() == 0 || shadow.stuck()
                ? Long.MAX_VALUE
                : shadow.pendingSince() + afterMicros;
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
