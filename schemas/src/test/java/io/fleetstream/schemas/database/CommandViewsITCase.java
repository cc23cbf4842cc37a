package io.fleetstream.schemas.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The view of commands. */
class CommandViewsITCase {
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
    void tellsTheTimesOfACommandsLife() throws SQLException {
        database.execute(
                "INSERT INTO devices (device_id, org, site, device_type, registered)"
                        + " VALUES ('d1', 'acme', 'plant-1', 'pump', true)");
        step("d1", "c1", 1, "QUEUED", 0, 0);
        step("d1", "c1", 2, "SENT", 1, 10);
        step("d1", "c1", 3, "SENT", 2, 40);
        step("d1", "c1", 4, "ACKNOWLEDGED", 2, 42);
        step("d1", "c1", 5, "DONE", 2, 50);
        command("d1", "c1", 5, "DONE", 2, 50, "'{\"a\":1.50,\"nul\":\"\\u0000\"}'");
        step("d2", "c1", 1, "FAILED", 0, 0);
        command("d2", "c1", 1, "FAILED", 0, 0, "NULL");

        assertThat(
                        SqlRows.of(
                                database,
                                "SELECT device_id, site, state, finished, attempts,"
                                        + " extract(epoch FROM sent_at - created_at)::int,"
                                        + " extract(epoch FROM acknowledged_at - created_at)::int,"
                                        + " extract(epoch FROM finished_at - created_at)::int,"
                                        + " answer_seconds, parameters"
                                        + " FROM v_commands ORDER BY device_id"))
                .containsExactly(
                        "d1,plant-1,DONE,t,2,10,42,50,32,{\"a\":1.50,\"nul\":\"\\u0000\"}",
                        "d2,,FAILED,t,0,,,0,,");
    }

    private static void step(
            String device, String id, int step, String state, int attempts, int seconds)
            throws SQLException {
        database.execute(
                """
                INSERT INTO device_command_states
                    (device_id, command_id, created_at, step, state, attempts, changed_at)
                VALUES ('%s', '%s', '2026-03-01 12:00:00Z', %d, '%s', %d,
                    timestamptz '2026-03-01 12:00:00Z' + INTERVAL '%d seconds')
                """
                        .formatted(device, id, step, state, attempts, seconds));
    }

    private static void command(
            String device,
            String id,
            int step,
            String state,
            int attempts,
            int seconds,
            String parameters)
            throws SQLException {
        database.execute(
                """
                INSERT INTO device_commands (device_id, command_id, command, parameters, state, step,
                    attempts, created_at, deadline, changed_at)
                VALUES ('%s', '%s', 'reboot', %s, '%s', %d, %d, '2026-03-01 12:00:00Z',
                    '2026-03-01 13:00:00Z',
                    timestamptz '2026-03-01 12:00:00Z' + INTERVAL '%d seconds')
                """
                        .formatted(device, id, parameters, state, step, attempts, seconds));
    }
}
