package io.fleetstream.jobs.rollout.domain.rollout;

/**
 * How often an execution is tried again after it failed or timed out; never after a rejection.
 *
 * @param failed retries after failures
 * @param timedOut retries after time-outs
 * @param most retries of both kinds together, 0 to 10
 * @param backOffMs pause before the first retry
 * @param factor by which the pause grows
 * @param maximumBackOffMs longest pause
 */
public record RetryPolicy(
        int failed, int timedOut, int most, long backOffMs, double factor, long maximumBackOffMs) {
    /** No retries. */
    public static final RetryPolicy NONE = new RetryPolicy(0, 0, 0, 0, 1, 0);

    /** Whether there is one more, after so many of either kind, this one included. */
    public boolean again(boolean timeOut, int failures, int timeOuts) {
        return failures + timeOuts <= most && (timeOut ? timeOuts <= timedOut : failures <= failed);
    }

    /** How long to wait before a retry, the first being 1. */
    public long pauseMs(int retry) {
        double pause = backOffMs;
        for (int earlier = 1; earlier < retry && pause < maximumBackOffMs; earlier++) {
            pause *= factor;
        }
        return Math.min((long) pause, maximumBackOffMs);
    }
}
