package io.fleetstream.jobs.rollout.domain.rollout;

import io.fleetstream.jobs.rollout.domain.gate.GatePolicy;
import io.fleetstream.schemas.Selector;
import java.util.List;

/**
 * A rollout as it was defined. Durations and times are in milliseconds.
 *
 * @param id name of the rollout, and of the job its devices see
 * @param description for people
 * @param devices who is eligible, by registry and reported firmware
 * @param requires who of them is able: compatible hardware, a minimum version; a device that is
 *     eligible but not able is not counted
 * @param continuous whether devices that become eligible later join; else only those of the start
 * @param salt of the cohort hash
 * @param buckets into which cohorts are counted, 1 to 65536
 * @param document job document that devices get, JSON
 * @param rollback job document for a rollback, JSON; null if there is none to roll back to
 * @param weight of this rollout among several for a device, 0 to 1000; the greater goes first
 * @param budget devices that may be in flight or have failed at any time
 * @param inProgressTimeoutMs time a device may take once it has begun; 0 for no limit
 * @param retries what is tried again
 * @param maintenance when devices may be told; empty for always
 * @param approvals how many people must approve before the start
 * @param startAt not before, epoch milliseconds; 0 for at once
 * @param endAt when nobody else is told, epoch milliseconds; {@link Long#MAX_VALUE} for never
 * @param stages in their order; the last is of all devices
 * @param gate how telemetry is judged
 */
public record RolloutDefinition(
        String id,
        String description,
        Selector devices,
        Selector requires,
        boolean continuous,
        String salt,
        int buckets,
        String document,
        String rollback,
        int weight,
        long budget,
        long inProgressTimeoutMs,
        RetryPolicy retries,
        List<MaintenanceWindow> maintenance,
        int approvals,
        long startAt,
        long endAt,
        List<StageDefinition> stages,
        GatePolicy gate) {
    /** Takes copies. */
    public RolloutDefinition {
        maintenance = List.copyOf(maintenance);
        stages = List.copyOf(stages);
    }

    /** The same with cohorts by another salt, and not bound to times of calendar or day. */
    public RolloutDefinition rehearsed(String otherSalt) {
        return new RolloutDefinition(
                id,
                description,
                devices,
                requires,
                false,
                otherSalt,
                buckets,
                document,
                rollback,
                weight,
                budget,
                inProgressTimeoutMs,
                retries,
                List.of(),
                approvals,
                0,
                Long.MAX_VALUE,
                stages,
                gate);
    }

    /** Which bucket a device falls into. */
    public int bucket(String deviceId) {
        return CohortHash.bucket(CohortHash.score(salt, deviceId), buckets);
    }

    /** The stage that releases a bucket. */
    public int stageOf(int bucket) {
        for (int stage = 0; stage < stages.size(); stage++) {
            if (bucket < stages.get(stage).untilBucket(buckets)) {
                return stage;
            }
        }
        throw new IllegalArgumentException("no stage has bucket " + bucket + " of " + buckets);
    }
}
