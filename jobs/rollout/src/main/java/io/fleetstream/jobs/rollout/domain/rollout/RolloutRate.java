package io.fleetstream.jobs.rollout.domain.rollout;

/**
 * How many devices may be told per minute, as AWS IoT Jobs has it: constant, or growing by a factor
 * with every so many devices notified or succeeded.
 *
 * @param base devices per minute at first
 * @param factor by which the rate grows; 1 for a constant rate
 * @param criterion what is counted
 * @param every how many of those make one step
 * @param maximum devices per minute at most
 */
public record RolloutRate(int base, double factor, Criterion criterion, long every, int maximum) {
    /** What makes a rate grow. */
    public enum Criterion {
        NOTIFIED,
        SUCCEEDED
    }

    /** Refuses a rate that never releases anybody. */
    public RolloutRate {
        if (base < 1 || factor < 1 || every < 1 || maximum < 1) {
            throw new IllegalArgumentException(
                    "a rate of " + base + ", times " + factor + " every " + every);
        }
    }

    /** Always so many per minute. */
    public static RolloutRate constant(int perMinute) {
        return new RolloutRate(perMinute, 1, Criterion.NOTIFIED, 1, perMinute);
    }

    /** Devices in the minute that begins with so many notified and succeeded. */
    public int perMinute(long notified, long succeeded) {
        long steps = (criterion == Criterion.NOTIFIED ? notified : succeeded) / every;
        double rate = base;
        for (long step = 0; step < steps && rate < maximum && factor > 1; step++) {
            rate *= factor;
        }
        return (int) Math.min(maximum, Math.floor(rate));
    }
}
