package io.fleetstream.jobs.rollout.function;

import io.fleetstream.schemas.JobExecution;
import io.fleetstream.schemas.JobExecutionStatus;
import java.util.Set;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Of all versions of executions of rollouts' own jobs, not of their rollbacks, those in which one
 * is queued, begins or ends. What a device reports in between goes no further.
 */
public final class ExecutionStepsFunction implements FlatMapFunction<JobExecution, FleetInput> {
    private static final long serialVersionUID = 1L;
    private static final Set<JobExecutionStatus> ENDS =
            Set.of(
                    JobExecutionStatus.SUCCEEDED,
                    JobExecutionStatus.FAILED,
                    JobExecutionStatus.REJECTED,
                    JobExecutionStatus.TIMED_OUT,
                    JobExecutionStatus.CANCELED,
                    JobExecutionStatus.REMOVED);

    @Override
    public void flatMap(JobExecution execution, Collector<FleetInput> out) {
        if (!execution.getJobId().equals(execution.getRolloutId())) {
            return;
        }
        boolean ends = ENDS.contains(execution.getStatus());
        if (ends || execution.getDeleted()) {
            JobExecutionStatus status = ends ? execution.getStatus() : JobExecutionStatus.REMOVED;
            out.collect(
                    FleetInput.ended(
                            execution.getDeviceId(),
                            execution.getRolloutId(),
                            status.name(),
                            execution.getDeleted() ? 0 : execution.getRetriesLeft(),
                            execution.getUpdatedAt().toEpochMilli()));
        } else if (execution.getStatus() == JobExecutionStatus.IN_PROGRESS
                && execution.getUpdatedAt().equals(execution.getStartedAt())) {
            out.collect(
                    FleetInput.begun(
                            execution.getDeviceId(),
                            execution.getRolloutId(),
                            execution.getUpdatedAt().toEpochMilli()));
        } else if (execution.getStatus() == JobExecutionStatus.QUEUED) {
            out.collect(
                    FleetInput.queued(
                            execution.getDeviceId(),
                            execution.getRolloutId(),
                            execution.getUpdatedAt().toEpochMilli()));
        }
    }
}
