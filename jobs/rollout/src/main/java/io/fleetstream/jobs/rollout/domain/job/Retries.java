package io.fleetstream.jobs.rollout.domain.job;

/**
 * Retries an execution still has.
 *
 * @param left how many, 0 to 10
 * @param failureType after what
 * @param pauseMicros pause before the next, which doubles with each; 0 for none
 */
public record Retries(int left, FailureType failureType, long pauseMicros) {
    /** No retry. */
    public static final Retries NONE = new Retries(0, FailureType.ALL, 0);

    /** Most retries of an execution, as AWS has it. */
    public static final int MOST = 10;

    /** Checks the ranges. */
    public Retries {
        if (left < 0 || left > MOST) {
            throw new IllegalArgumentException("retries are 0 to 10, not " + left);
        }
        if (pauseMicros < 0) {
            throw new IllegalArgumentException("the pause before a retry is negative");
        }
    }

    boolean follow(ExecutionStatus status) {
        return left > 0 && failureType.covers(status);
    }

    Retries afterOne() {
        return new Retries(left - 1, failureType, 2 * pauseMicros);
    }
}
