package io.fleetstream.jobs.notify.domain;

import io.fleetstream.schemas.RolloutGuardState;
import io.fleetstream.schemas.RolloutStageState;
import io.fleetstream.schemas.RolloutState;
import io.fleetstream.schemas.RolloutStatusKind;
import java.time.Instant;
import java.util.List;

/** Rollouts of tests. */
public final class TestRollouts {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private TestRollouts() {}

    /** A decision about a rollout. */
    public static RolloutState.Builder step(String rollout, long version, String step) {
        return numbers(rollout, version)
                .setStepKind("DECISION")
                .setStep(step)
                .setStepAt(NOON)
                .setStepReason("HARM:overheating")
                .setStepEvidence("{}");
    }

    /** Numbers of devices have changed. */
    public static RolloutState.Builder numbers(String rollout, long version) {
        return RolloutState.newBuilder()
                .setRolloutId(rollout)
                .setVersion(version)
                .setAt(NOON)
                .setStatus(RolloutStatusKind.ROLLED_BACK)
                .setApprovers(List.of())
                .setBudget(10)
                .setReleased(5)
                .setInFlight(0)
                .setStages(
                        List.of(
                                RolloutStageState.newBuilder()
                                        .setStage(0)
                                        .setName("canary")
                                        .setPercent(10)
                                        .setOpenedAt(NOON)
                                        .setTargets(5)
                                        .setNotified(5)
                                        .setSucceeded(3)
                                        .setFailed(2)
                                        .setRejected(0)
                                        .setTimedOut(0)
                                        .setCanceled(0)
                                        .setRemoved(0)
                                        .build()))
                .setGuards(
                        List.of(
                                RolloutGuardState.newBuilder()
                                        .setGuard("overheating")
                                        .setTreatedAtRisk(1)
                                        .setTreatedEvents(4)
                                        .setTreatedDays(0.5)
                                        .setControlAtRisk(45)
                                        .setControlEvents(0)
                                        .setControlDays(4)
                                        .setHarm(64.5)
                                        .setHarmStop(20)
                                        .setSafety(0.1)
                                        .setSafetyGo(20)
                                        .build()));
    }
}
