package io.fleetstream.jobs.timescale;

import io.fleetstream.connectors.postgres.Table;
import io.fleetstream.jobs.common.Micros;
import io.fleetstream.schemas.JobExecution;

/** The table of executions. */
final class ExecutionTable {
    /**
     * Of an execution the last version stays. One of the same number after a deletion begins at
     * version 1 again, but later.
     */
    static final Table<JobExecution> CURRENT =
            Table.<JobExecution>named("rollout_executions")
                    .text("device_id", JobExecution::getDeviceId)
                    .text("job_id", JobExecution::getJobId)
                    .bigint("execution_number", JobExecution::getExecutionNumber)
                    .endOfKey()
                    .text("rollout_id", JobExecution::getRolloutId)
                    .integer("stage", JobExecution::getStage)
                    .bigint("version_number", JobExecution::getVersionNumber)
                    .text("status", row -> row.getStatus().name())
                    .text("cause", row -> row.getCause().name())
                    .flag("deleted", JobExecution::getDeleted)
                    .text("status_details", JobExecution::getStatusDetails)
                    .integer("retries_left", JobExecution::getRetriesLeft)
                    .instant("queued_at", JobExecution::getQueuedAt)
                    .instant("started_at", JobExecution::getStartedAt)
                    .instant("updated_at", JobExecution::getUpdatedAt)
                    .instant("times_out_at", JobExecution::getTimesOutAt)
                    .keeping(
                            (fresh, old) -> place(fresh) + " >= " + place(old),
                            row -> Micros.of(row.getUpdatedAt()),
                            ExecutionTable::rank)
                    .build();

    private ExecutionTable() {}

    private static String place(String row) {
        return "("
                + row
                + ".updated_at, 2 * "
                + row
                + ".version_number + "
                + row
                + ".deleted::int)";
    }

    /** A deletion has the version and the time of what it deletes. */
    private static long rank(JobExecution row) {
        return 2 * row.getVersionNumber() + (row.getDeleted() ? 1 : 0);
    }
}
