package io.fleetstream.jobs.rollout.domain.job;

/**
 * The two timers of an execution, in microseconds. The one of the job begins when the execution
 * begins and is never moved; the one of a step can be set anew, and ends nothing later than that.
 *
 * @param inProgress time from the beginning until it is timed out; 0 for no such timer
 * @param inProgressBy when that will be; 0 while it has not begun, or for never
 * @param stepBy when the step will have taken too long; 0 for never
 */
public record Timers(long inProgress, long inProgressBy, long stepBy) {
    private static final long MICROS_PER_MINUTE = 60_000_000L;

    /** The device begins now. */
    Timers begin(long now) {
        return new Timers(inProgress, inProgress == 0 ? 0 : now + inProgress, stepBy);
    }

    /**
     * The device asks for a timer of the step.
     *
     * @param minutes -1 to have none; null to leave it as it is
     */
    Timers step(Long minutes, long now) {
        if (minutes == null) {
            return this;
        }
        if (minutes < 0) {
            return new Timers(inProgress, inProgressBy, 0);
        }
        // nobody lives to see what does not fit
        long most = (Long.MAX_VALUE - now) / MICROS_PER_MINUTE;
        return new Timers(
                inProgress, inProgressBy, now + Math.min(minutes, most) * MICROS_PER_MINUTE);
    }

    /** Nothing is timed any more. */
    Timers end() {
        return new Timers(inProgress, 0, 0);
    }

    /** When it is timed out; 0 for never. */
    public long endsAt() {
        if (inProgressBy == 0 || stepBy == 0) {
            return Math.max(inProgressBy, stepBy);
        }
        return Math.min(inProgressBy, stepBy);
    }
}
