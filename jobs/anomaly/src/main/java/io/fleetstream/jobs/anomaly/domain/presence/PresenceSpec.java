package io.fleetstream.jobs.anomaly.domain.presence;

import java.time.Duration;

/**
 * When a device, or one of its metrics, counts as offline.
 *
 * @param offlineAfter how long after the device (by its last will, too) has said that it is
 *     offline, in milliseconds; negative for never
 * @param times after how many expected intervals without a message; 0 for never
 * @param interval the expected interval in milliseconds; 0 to learn it
 * @param least the shortest interval that is learned
 * @param most the longest
 */
public record PresenceSpec(long offlineAfter, int times, long interval, long least, long most) {
    /** Five minutes after its last will; three learned intervals of ten seconds to a day. */
    public static final PresenceSpec DEFAULT =
            new PresenceSpec(
                    Duration.ofMinutes(5).toMillis(),
                    3,
                    0,
                    Duration.ofSeconds(10).toMillis(),
                    Duration.ofDays(1).toMillis());

    public PresenceSpec {
        if (times < 0 || interval < 0 || least < 1 || most < least) {
            throw new IllegalArgumentException(
                    "times, interval, least and most cannot be "
                            + times
                            + ", "
                            + interval
                            + ", "
                            + least
                            + ", "
                            + most);
        }
    }

    /** Silence alone, of so many times an interval. */
    public static PresenceSpec silence(int times, long interval) {
        return new PresenceSpec(-1, times, interval, DEFAULT.least, DEFAULT.most);
    }

    boolean isLearning() {
        return times > 0 && interval == 0;
    }
}
