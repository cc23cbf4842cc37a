package io.fleetstream.jobs.ingest.state;

import java.util.List;

/**
 * Everything by which a repeat of a device is recognised.
 *
 * @param sessions by {@code startedAt}, oldest first
 * @param recentSequenced fingerprints of the last accepted readings with a sequence, oldest first
 * @param recentUnsequenced fingerprints of the last accepted readings without one, oldest first
 */
@SuppressWarnings("ArrayRecordComponent") // compact in state; never compared, never changed
public record DeviceHistory(
        List<SequenceSession> sessions, long[] recentSequenced, long[] recentUnsequenced) {

    /** Of a device that has not been seen. */
    public static final DeviceHistory EMPTY =
            new DeviceHistory(List.of(), new long[0], new long[0]);

    /** Fills in what an older savepoint does not have. */
    public DeviceHistory {
        sessions = sessions == null ? List.of() : sessions;
        recentSequenced = recentSequenced == null ? new long[0] : recentSequenced;
        recentUnsequenced = recentUnsequenced == null ? new long[0] : recentUnsequenced;
    }
}
