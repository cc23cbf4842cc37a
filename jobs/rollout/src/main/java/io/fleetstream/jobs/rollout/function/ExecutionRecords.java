package io.fleetstream.jobs.rollout.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.rollout.domain.job.Change;
import io.fleetstream.jobs.rollout.domain.job.Execution;
import io.fleetstream.schemas.JobExecution;
import io.fleetstream.schemas.JobExecutionCause;
import io.fleetstream.schemas.JobExecutionStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Makes records of the contract from what the domain says. */
final class ExecutionRecords {
    private ExecutionRecords() {}

    static JobExecution of(String device, Change change, KafkaRecord source) {
        Execution execution = change.execution();
        return JobExecution.newBuilder()
                .setDeviceId(device)
                .setJobId(execution.jobId())
                .setRolloutId(execution.origin().rolloutId())
                .setStage(execution.origin().stage() < 0 ? null : execution.origin().stage())
                .setExecutionNumber(execution.number())
                .setVersionNumber(execution.version())
                .setStatus(JobExecutionStatus.valueOf(execution.status().name()))
                .setCause(JobExecutionCause.valueOf(change.cause().name()))
                .setDeleted(change.deleted())
                .setStatusDetails(execution.details())
                .setRetriesLeft(execution.retries().left())
                .setQueuedAt(instant(execution.queuedAt()))
                .setStartedAt(optional(execution.startedAt()))
                .setUpdatedAt(instant(execution.updatedAt()))
                .setTimesOutAt(optional(execution.timers().endsAt()))
                .setSourcePartition(source.partition())
                .setSourceOffset(source.offset())
                .build();
    }

    private static Instant optional(long micros) {
        return micros == 0 ? null : instant(micros);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
