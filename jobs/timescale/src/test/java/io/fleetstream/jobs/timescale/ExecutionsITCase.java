package io.fleetstream.jobs.timescale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetstream.jobs.common.testing.TestReadings;
import io.fleetstream.schemas.JobExecution;
import io.fleetstream.schemas.JobExecutionCause;
import io.fleetstream.schemas.JobExecutionStatus;
import io.fleetstream.schemas.RolloutStageState;
import io.fleetstream.schemas.RolloutState;
import io.fleetstream.schemas.RolloutStatusKind;
import io.fleetstream.schemas.Topics;
import java.time.Instant;
import java.util.List;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What stands in the table about executions, between a real Kafka and a real PostgreSQL. */
class ExecutionsITCase {
    @RegisterExtension
    @Order(1)
    static final SharedServices SANDBOX = new SharedServices();

    @RegisterExtension
    @Order(2)
    static final MiniClusterExtension FLINK =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(2)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    @RegisterExtension
    @Order(3)
    static final RunningJob JOB = new RunningJob(SANDBOX);

    @Test
    void keepsTheLastVersionHoweverOftenTheOthersComeAgain() {
        JobExecution queued = version("fw", 1, JobExecutionStatus.QUEUED, 10);
        JobExecution begun = version("fw", 2, JobExecutionStatus.IN_PROGRESS, 10);
        JobExecution done = version("fw", 3, JobExecutionStatus.SUCCEEDED, 12);
        JobExecution gone = version("old", 4, JobExecutionStatus.FAILED, 10);
        JobExecution deleted = version("old", 4, JobExecutionStatus.FAILED, 10);
        deleted.setDeleted(true);
        JobExecution anew = version("old", 1, JobExecutionStatus.QUEUED, 20);
        JobExecution end = version("end", 1, JobExecutionStatus.QUEUED, 10);
        JOB.topics()
                .send(
                        Topics.ROLLOUT_EXECUTIONS,
                        JobExecution.class,
                        JobExecution::getDeviceId,
                        List.of(
                                queued, begun, done, queued, begun, gone, deleted, gone, anew,
                                deleted, end));

        JOB.rows().awaitCount("rollout_executions WHERE job_id = 'end'", 1);
        await().atMost(RunningJob.PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(
                                                JOB.rows()
                                                        .of(
                                                                "SELECT job_id, version_number,"
                                                                        + " status, deleted, stage"
                                                                        + " FROM rollout_executions"
                                                                        + " ORDER BY 1"))
                                        .containsExactly(
                                                "end,1,QUEUED,false,null",
                                                "fw,3,SUCCEEDED,false,null",
                                                "old,1,QUEUED,false,null"));
    }

    @Test
    void keepsTheLastStateOfARolloutAndEachOfItsSteps() {
        RolloutState defined = state("fw", 1, 0, "DEFINE");
        defined.setDefinition("rollout: fw");
        RolloutState opened = state("fw", 2, 1, "OPEN");
        opened.setStepEvidence("{\"guards\":[]}");
        RolloutState numbers = state("fw", 2, 2, null);
        RolloutState end = state("last", 1, 0, "DEFINE");
        JOB.topics()
                .send(
                        Topics.ROLLOUT_STATES,
                        RolloutState.class,
                        RolloutState::getRolloutId,
                        List.of(defined, opened, numbers, opened, defined, end));

        JOB.rows().awaitCount("rollouts WHERE rollout_id = 'last'", 1);
        await().atMost(RunningJob.PATIENCE)
                .untilAsserted(
                        () -> {
                            assertThat(
                                            JOB.rows()
                                                    .of(
                                                            "SELECT version, released, in_flight"
                                                                    + " FROM v_rollout_progress"
                                                                    + " JOIN rollouts USING"
                                                                    + " (rollout_id, in_flight)"
                                                                    + " WHERE rollout_id = 'fw'"))
                                    .containsExactly("2,2,2");
                            assertThat(
                                            JOB.rows()
                                                    .of(
                                                            "SELECT version, kind, step,"
                                                                + " definition, evidence FROM"
                                                                + " rollout_steps WHERE rollout_id"
                                                                + " = 'fw' ORDER BY 1"))
                                    .containsExactly(
                                            "1,DEFINE,DEFINE,rollout: fw,null",
                                            "2,DECISION,OPEN,null,{\"guards\": []}");
                        });
    }

    private static RolloutState state(String rollout, int version, int released, String step) {
        RolloutStageState stage =
                RolloutStageState.newBuilder()
                        .setStage(0)
                        .setName("all")
                        .setPercent(100)
                        .setTargets(5)
                        .setNotified(released)
                        .setSucceeded(0)
                        .setFailed(0)
                        .setRejected(0)
                        .setTimedOut(0)
                        .setCanceled(0)
                        .setRemoved(0)
                        .build();
        Instant at = TestReadings.NOON.plusSeconds(released);
        return RolloutState.newBuilder()
                .setRolloutId(rollout)
                .setVersion(version)
                .setAt(at)
                .setStatus(RolloutStatusKind.RUNNING)
                .setStepKind("DEFINE".equals(step) ? step : step == null ? null : "DECISION")
                .setStep(step)
                .setStepAt(step == null ? null : at)
                .setApprovers(List.of())
                .setBudget(5)
                .setReleased(released)
                .setInFlight(released)
                .setStages(List.of(stage))
                .setGuards(List.of())
                .build();
    }

    private static JobExecution version(
            String job, int version, JobExecutionStatus status, long second) {
        return JobExecution.newBuilder()
                .setDeviceId("dev-1")
                .setJobId(job)
                .setRolloutId(job)
                .setExecutionNumber(1)
                .setVersionNumber(version)
                .setStatus(status)
                .setCause(JobExecutionCause.DEVICE)
                .setStatusDetails("{\"a\":\"b\"}")
                .setRetriesLeft(0)
                .setQueuedAt(TestReadings.NOON)
                .setUpdatedAt(TestReadings.NOON.plusSeconds(second))
                .setSourcePartition(0)
                .setSourceOffset(version)
                .build();
    }
}
