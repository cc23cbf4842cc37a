package io.fleetstream.jobs.rollout.domain.rollout;

import io.fleetstream.jobs.rollout.domain.gate.StageCriteria;

/**
 * One stage of a rollout.
 *
 * @param name for people
 * @param percent of the eligible devices, this stage and those before it together; above 0, at most
 *     100, and more than the stage before
 * @param criteria when it is done, and when it is stopped
 * @param rate how fast devices are told; null for all at once
 * @param spreadMs time over which devices are told evenly; 0 for none
 * @param approval whether somebody must approve before it is opened
 */
public record StageDefinition(
        String name,
        double percent,
        StageCriteria criteria,
        RolloutRate rate,
        long spreadMs,
        boolean approval) {
    private static final double WHOLE = 100;

    /** The first bucket that does not belong to this stage or one before. */
    public int untilBucket(int buckets) {
        return (int) Math.min(buckets, Math.ceil(percent / WHOLE * buckets));
    }
}
