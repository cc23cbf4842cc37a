package io.fleetstream.jobs.rollout.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.schemas.JobExecution;
import io.fleetstream.schemas.JobExecutionCause;
import io.fleetstream.schemas.JobExecutionStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecutionStepsFunctionTest {
    private static final Instant BEGUN = Instant.ofEpochSecond(100);

    @ParameterizedTest
    @CsvSource({
        "QUEUED, 90, QUEUED",
        "IN_PROGRESS, 100, BEGUN",
        "IN_PROGRESS, 130, ",
        "SUCCEEDED, 140, ENDED",
        "FAILED, 140, ENDED",
        "TIMED_OUT, 140, ENDED",
        "REMOVED, 140, ENDED",
    })
    void passesOnWhatBeginsAndEnds(JobExecutionStatus status, long at, String kind) {
        List<FleetInput> passed = passed(execution(status, at).setJobId("fw-2").build());

        assertThat(passed).hasSize(kind == null ? 0 : 1);
        assertThat(passed)
                .allSatisfy(
                        input -> {
                            assertThat(input.kind()).isEqualTo(kind);
                            assertThat(input.deviceId()).isEqualTo("pump-1");
                            assertThat(input.at()).isEqualTo(at * 1_000);
                        });
    }

    @ParameterizedTest
    @CsvSource({"QUEUED, 90", "IN_PROGRESS, 100", "SUCCEEDED, 140"})
    void passesOnNothingOfARollback(JobExecutionStatus status, long at) {
        assertThat(passed(execution(status, at).setJobId("fw-2-rollback").build())).isEmpty();
    }

    private static JobExecution.Builder execution(JobExecutionStatus status, long at) {
        return JobExecution.newBuilder()
                .setDeviceId("pump-1")
                .setRolloutId("fw-2")
                .setExecutionNumber(1)
                .setVersionNumber(2)
                .setCause(JobExecutionCause.DEVICE)
                .setRetriesLeft(0)
                .setSourcePartition(0)
                .setSourceOffset(0)
                .setStatus(status)
                .setQueuedAt(Instant.ofEpochSecond(90))
                .setStartedAt(status == JobExecutionStatus.QUEUED ? null : BEGUN)
                .setUpdatedAt(Instant.ofEpochSecond(at));
    }

    private static List<FleetInput> passed(JobExecution execution) {
        List<FleetInput> passed = new ArrayList<>();
        new ExecutionStepsFunction().flatMap(execution, new ListCollector<>(passed));
        return passed;
    }
}
