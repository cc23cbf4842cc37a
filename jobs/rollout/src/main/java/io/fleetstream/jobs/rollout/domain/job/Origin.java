package io.fleetstream.jobs.rollout.domain.job;

/**
 * What an execution is part of; the same for all its versions and retries.
 *
 * @param rolloutId rollout it belongs to; the job's id where there is no other
 * @param stage stage of the rollout that opened it, from 0; -1 for none
 * @param weight the heavier stands first in the queue, 0 to 1000
 */
public record Origin(String rolloutId, int stage, int weight) {
    /** Weight of a job that has no other. */
    public static final int USUAL_WEIGHT = 500;

    /** Heaviest weight. */
    public static final int MOST_WEIGHT = 1000;

    /** Checks the ranges. */
    public Origin {
        if (weight < 0 || weight > MOST_WEIGHT) {
            throw new IllegalArgumentException("a weight is 0 to 1000, not " + weight);
        }
        if (stage < -1) {
            throw new IllegalArgumentException("a stage is -1 or more, not " + stage);
        }
    }
}
