package io.fleetstream.schemas.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long alarms are kept. */
class AlarmTablesITCase {
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
        database.execute("TRUNCATE alarms, alarm_events");
    }

    @Test
    void deletesAlarmsThatAreOverWithWhatHappenedToThem() throws SQLException {
        alarm("old", 401, 400, true);
        alarm("lasting", 400, 300, true);
        alarm("open", 400, 400, false);
        // a snooze where there was no alarm
        event("quiet", null, 400, 0);
        event("quiet", null, 10, 0);
        DatabaseMaintenance maintenance = DatabaseMaintenance.of(database.dataSource());

        List<String> planned = retention(maintenance, true);
        List<String> done = retention(maintenance, false);

        assertThat(done).containsExactly("alarms 1", "alarm_events 3");
        // what would go with the alarm still has it
        assertThat(planned).isEqualTo(done);
        assertThat(SqlRows.of(database, "SELECT alarm_id FROM alarms ORDER BY 1"))
                .containsExactly("lasting", "open");
        assertThat(SqlRows.of(database, "SELECT device_id, step FROM alarm_events ORDER BY 1, 2"))
                .containsExactly("lasting,1", "lasting,2", "open,1", "open,2", "quiet,0");
        assertThat(retention(maintenance, false)).isEmpty();

        maintenance.configure(Map.of("alarms.retain", "290 days"));
        try {
            assertThat(retention(maintenance, false)).containsExactly("alarms 1", "alarm_events 2");
        } finally {
            maintenance.configure(Map.of("alarms.retain", "365 days"));
        }
    }

    private static List<String> retention(DatabaseMaintenance maintenance, boolean dryRun)
            throws SQLException {
        return maintenance.run(dryRun).stream()
                .filter(step -> step.subject().startsWith("alarm"))
                .map(step -> step.subject() + " " + step.rows())
                .toList();
    }

    /** An alarm with two events; times are days ago. */
    private static void alarm(String id, int raised, int changed, boolean over)
            throws SQLException {
        database.execute(
                """
                INSERT INTO alarms (alarm_id, device_id, rule_id, rule_version, severity, state,
                    raised_at, changed_at, cleared_at, change, step, count, devices, flapping,
                    on_trial)
                VALUES ('%1$s', '%1$s', 'r', 1, 'MAJOR', 'NORMAL', now() - INTERVAL '%2$d days',
                    now() - INTERVAL '%3$d days',
                    CASE WHEN %4$s THEN now() - INTERVAL '%3$d days' END, 'CLEARED', 2, 1, 0, false,
                    false)
                """
                        .formatted(id, raised, changed, over));
        event(id, id, raised, 1);
        event(id, id, changed, 2);
    }

    private static void event(String device, String alarm, int daysAgo, int step)
            throws SQLException {
        database.execute(
                """
                INSERT INTO alarm_events (device_id, rule_id, happened_at, step, alarm_id,
                    rule_version, change, state, severity, devices, on_trial)
                VALUES ('%s', 'r', now() - INTERVAL '%d days', %d, %s, 1, 'RAISED', 'ACTIVE',
                    'MAJOR', 0, false)
                """
                        .formatted(
                                device, daysAgo, step, alarm == null ? "NULL" : "'" + alarm + "'"));
    }
}
