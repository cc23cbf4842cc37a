package io.fleetstream.bridge.uplink;

import java.time.Duration;

/**
 * Decides how many messages a second may go to Kafka. Once per interval: more than 5 % bad sends
 * lower the limit to 0.8 of itself, fewer than 1 % raise it to 1.1 of itself, between floor and
 * ceiling.
 *
 * <p>Without a ceiling there is no limit until the first interval that is bad, and none again after
 * it has grown to twice the rate at which that happened. A limit nobody came near is brought down
 * to the rate first, or lowering it would change nothing. An interval with hardly any sends is no
 * evidence and changes nothing, nor does a bad one find a limit where there is none at a rate below
 * the floor, which a cold start may be. When Kafka is away the broker's window holds the intake,
 * and a long outage must not leave a limit behind that takes minutes to grow. Time is passed in, in
 * nanoseconds. Not thread-safe.
 */
final class AdaptiveRate {
    /** What {@link #perSecond} says while there is no limit. */
    static final double NO_LIMIT = Double.POSITIVE_INFINITY;

    private static final double LOWER_ABOVE = 0.05;
    private static final double LOWER_BY = 0.8;
    private static final double RAISE_BELOW = 0.01;
    private static final double RAISE_BY = 1.1;
    private static final double LIFT_AT = 2;
    private static final long LEAST_EVIDENCE = 10;

    private final Duration interval;
    private final double floor;
    private final double ceiling;

    private long since;
    private SendTally before = SendTally.NONE;
    private double lastRate;
    private double limit;
    private double liftAt;

    /** Takes messages a second for floor and ceiling; 0 for no ceiling. */
    AdaptiveRate(Duration interval, double floor, double ceiling, long now) {
        this.interval = interval;
        this.floor = floor;
        this.ceiling = ceiling == 0 ? NO_LIMIT : ceiling;
        this.limit = this.ceiling;
        this.since = now;
    }

    /** Messages that may go to Kafka in a second. */
    double perSecond() {
        return limit;
    }

    /** Judges an interval if one is over; the tally counts from the beginning. */
    void judge(long now, SendTally tally) {
        long elapsed = now - since;
        if (elapsed < interval.toNanos()) {
            return;
        }
        SendTally interim = tally.minus(before);
        double rate = interim.attempts() * (double) Duration.ofSeconds(1).toNanos() / elapsed;
        if (interim.attempts() >= LEAST_EVIDENCE) {
            adapt(interim.badShare(), rate);
            lastRate = rate;
        }
        since = now;
        before = tally;
    }

    private void adapt(double badShare, double rate) {
        if (badShare > LOWER_ABOVE) {
            // A stall makes the interval it happens in look slow: the one before counts as well.
            double reached = Math.max(rate, lastRate);
            if (reached > floor) {
                lower(reached);
            } else if (limit != NO_LIMIT) {
                limit = Math.max(floor, limit * LOWER_BY);
            }
        } else if (badShare < RAISE_BELOW && limit != NO_LIMIT) {
            limit = Math.min(ceiling, limit * RAISE_BY);
            if (ceiling == NO_LIMIT && limit >= liftAt) {
                limit = NO_LIMIT;
            }
        }
    }

    private void lower(double reached) {
        if (limit == NO_LIMIT) {
            liftAt = reached * LIFT_AT;
        }
        limit = Math.max(floor, Math.min(limit, reached) * LOWER_BY);
    }
}
