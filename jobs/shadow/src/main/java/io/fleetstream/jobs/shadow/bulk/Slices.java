package io.fleetstream.jobs.shadow.bulk;

import io.fleetstream.jobs.shadow.state.RowChange;
import org.apache.flink.util.MathUtils;

/**
 * The devices in slices: the unit in which bulk requests are fanned out, so that no step is long.
 * The number is part of the state's form: another one needs another uid.
 */
public final class Slices {
    /** A million devices make slices of a thousand. */
    public static final int COUNT = 1024;

    private Slices() {}

    /** The slice of the device a row is about. */
    public static Integer of(RowChange row) {
        return of(row.deviceId());
    }

    static int of(String deviceId) {
        return MathUtils.murmurHash(deviceId.hashCode()) % COUNT;
    }
}
