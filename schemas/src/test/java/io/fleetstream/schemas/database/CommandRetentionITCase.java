package io.fleetstream.schemas.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long commands are kept. */
class CommandRetentionITCase {
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

    @BeforeEach
    void empty() throws SQLException {
        database.execute("TRUNCATE device_commands, device_command_states");
    }

    @Test
    void deletesCommandsWithTheirStepsAndKeepsThoseThatStillWait() throws SQLException {
        command("old", "DONE", 100, 99, 98);
        command("lasting", "DONE", 100, 80, 98);
        command("waiting", "QUEUED", 100, 100, -30);
        command("forgotten", "SENT", 100, 100, 95);
        command("new", "DONE", 10, 10, 9);
        DatabaseMaintenance maintenance = DatabaseMaintenance.of(database.dataSource());

        List<String> planned = retention(maintenance, true);
        List<String> done = retention(maintenance, false);

        assertThat(planned).isEqualTo(done);
        assertThat(done).containsExactly("device_commands 2", "device_command_states 4");
        assertThat(SqlRows.of(database, "SELECT command_id FROM device_commands ORDER BY 1"))
                .containsExactly("lasting", "new", "waiting");
        assertThat(
                        SqlRows.of(
                                database,
                                "SELECT command_id, step FROM device_command_states ORDER BY 1, 2"))
                .containsExactly(
                        "lasting,1", "lasting,2", "new,1", "new,2", "waiting,1", "waiting,2");
        assertThat(retention(maintenance, false)).isEmpty();
    }

    @Test
    void takesHowLongFromTheSettings() throws SQLException {
        command("c", "FAILED", 10, 10, 9);
        DatabaseMaintenance maintenance = DatabaseMaintenance.of(database.dataSource());
        assertThat(retention(maintenance, false)).isEmpty();
        maintenance.configure(Map.of("commands.retain", "5 days"));
        try {
            assertThat(retention(maintenance, false))
                    .containsExactly("device_commands 1", "device_command_states 2");
        } finally {
            maintenance.configure(Map.of("commands.retain", "90 days"));
        }
    }

    private static List<String> retention(DatabaseMaintenance maintenance, boolean dryRun)
            throws SQLException {
        return maintenance.run(dryRun).stream()
                .filter(step -> step.subject().contains("command"))
                .map(step -> step.subject() + " " + step.rows())
                .toList();
    }

    /** A command with two steps; times are days ago. */
    private static void command(String id, String state, int created, int changed, int deadline)
            throws SQLException {
        database.execute(
                """
                INSERT INTO device_commands (device_id, command_id, command, state, step, attempts,
                    created_at, deadline, changed_at)
                VALUES ('d1', '%1$s', 'reboot', '%2$s', 2, 1, now() - %3$d * INTERVAL '1 day',
                    now() - %5$d * INTERVAL '1 day', now() - %4$d * INTERVAL '1 day');
                INSERT INTO device_command_states
                    (device_id, command_id, created_at, step, state, attempts, changed_at)
                SELECT device_id, command_id, created_at, n, state, n - 1,
                    CASE n WHEN 1 THEN created_at ELSE changed_at END
                FROM device_commands, generate_series(1, 2) AS n WHERE command_id = '%1$s'
                """
                        .formatted(id, state, created, changed, deadline));
    }
}
