package io.fleetstream.schemas.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What views say about rollouts. */
class RolloutViewsITCase {
    private static TestDatabase database;

    @BeforeAll
    static void migrate() throws Exception {
        database = new TestDatabase();
        DatabaseMigrator.migrate(database.dataSource());
        database.execute(
                """
                INSERT INTO rollouts VALUES ('fw', 7, now(), 'RUNNING', 1, false, 50, 30, 4,
                    '[{"stage": 0, "name": "canary", "percent": 1, "opened_at": "2026-11-21T10:00:00Z",
                       "targets": 10, "notified": 10, "succeeded": 8, "failed": 1, "rejected": 0,
                       "timed_out": 0, "canceled": 0, "removed": 1},
                      {"stage": 1, "name": "all", "percent": 100, "opened_at": null, "targets": 990,
                       "notified": 20, "succeeded": 16, "failed": 0, "rejected": 0, "timed_out": 0,
                       "canceled": 0, "removed": 0}]',
                    '[{"guard": "heat", "treated_at_risk": 20, "treated_events": 3, "treated_days": 1.5,
                       "control_at_risk": 900, "control_events": 9, "control_days": 0,
                       "harm": 12.5, "harm_stop": 20, "safety": 0.25, "safety_go": 20}]');
                INSERT INTO rollouts VALUES ('new', 1, now(), 'DEFINED', null, false, 5, 0, 0,
                    '[{"stage": 0, "name": "all", "percent": 100, "opened_at": null, "targets": 0,
                       "notified": 0, "succeeded": 0, "failed": 0, "rejected": 0, "timed_out": 0,
                       "canceled": 0, "removed": 0}]', '[]');
                INSERT INTO devices (device_id, org, site, device_type, firmware)
                    SELECT 'd' || n, 'acme', 's', 'pump', CASE WHEN n > 3 THEN '2.0' ELSE '1.0' END
                    FROM generate_series(1, 4) AS n;
                """);
    }

    @AfterAll
    static void drop() throws Exception {
        database.close();
    }

    @Test
    void countsDevicesByStage() throws SQLException {
        assertThat(
                        SqlRows.of(
                                database,
                                "SELECT rollout_id, stage, name, open, targets, waiting, in_flight,"
                                        + " succeeded FROM v_rollout_progress ORDER BY 1, 2"))
                .containsExactly(
                        "fw,0,canary,f,10,0,0,8", "fw,1,all,t,990,970,4,16", "new,0,all,,0,0,0,0");
    }

    @Test
    void setsDevicesWithTheUpdateBesideThoseWithout() throws SQLException {
        assertThat(
                        SqlRows.of(
                                database,
                                "SELECT rollout_id, guard, harm, treated_per_day, control_per_day"
                                        + " FROM v_rollout_guards"))
                .containsExactly("fw,heat,12.5,2,");
    }

    @Test
    void countsVersionsByModel() throws SQLException {
        assertThat(
                        SqlRows.of(
                                database,
                                "SELECT firmware, devices, share FROM v_firmware_versions"
                                        + " ORDER BY 1"))
                .containsExactly("1.0,3,0.75", "2.0,1,0.25");
    }
}
