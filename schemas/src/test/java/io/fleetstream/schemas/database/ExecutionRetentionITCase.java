package io.fleetstream.schemas.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How long executions of jobs are kept. */
class ExecutionRetentionITCase {
    private static TestDatabase database;

    @BeforeAll
    static void migrate() throws Exception {
        database = new TestDatabase();
        DatabaseMigrator.migrate(database.dataSource());
    }

    @AfterAll
    static void drop() throws Exception {
        database.close();
    }

    @Test
    void deletesOldExecutionsThatAreOver() throws SQLException {
        execution("done-long-ago", "SUCCEEDED", false, 400);
        execution("done", "SUCCEEDED", false, 300);
        execution("open", "QUEUED", false, 400);
        execution("deleted", "QUEUED", true, 400);
        DatabaseMaintenance maintenance = DatabaseMaintenance.of(database.dataSource());

        List<String> planned = retention(maintenance, true);
        List<String> done = retention(maintenance, false);

        assertThat(done).containsExactly("rollout_executions 2");
        assertThat(planned).isEqualTo(done);
        assertThat(SqlRows.of(database, "SELECT job_id FROM rollout_executions ORDER BY 1"))
                .containsExactly("done", "open");
        assertThat(retention(maintenance, false)).isEmpty();
    }

    private static List<String> retention(DatabaseMaintenance maintenance, boolean dryRun)
            throws SQLException {
        return maintenance.run(dryRun).stream()
                .filter(step -> step.subject().startsWith("rollout"))
                .map(step -> step.subject() + " " + step.rows())
                .toList();
    }

    private static void execution(String job, String status, boolean deleted, int daysAgo)
            throws SQLException {
        database.execute(
                """
                INSERT INTO rollout_executions (device_id, job_id, execution_number, rollout_id,
                    version_number, status, cause, deleted, retries_left, queued_at, updated_at)
                VALUES ('d1', '%1$s', 1, '%1$s', 2, '%2$s', 'DEVICE', %3$s, 0,
                    now() - INTERVAL '%4$d days', now() - INTERVAL '%4$d days')
                """
                        .formatted(job, status, deleted, daysAgo));
    }
}
