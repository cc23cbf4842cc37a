package io.fleetstream.schemas.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Views of how fast devices follow. */
class ShadowViewsITCase {
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
        database.execute("TRUNCATE device_shadows, shadow_events");
    }

    @Test
    void givesTheFleetsPercentilesByHour() throws SQLException {
        for (int seconds = 1; seconds <= 100; seconds++) {
            event("d" + seconds, "REACHED", "2026-03-01 12:00:00", seconds);
        }
        event("d1", "STUCK", "2026-03-01 12:30:00", 600);
        event("d1", "DRIFTED", "2026-03-01 12:30:00", 9);
        event("d1", "REACHED", "2026-03-01 13:30:00", 7);

        assertThat(
                        SqlRows.of(
                                database,
                                "SELECT hour AT TIME ZONE 'UTC', reached, stuck, devices,"
                                    + " p50_seconds, round(p90_seconds::numeric, 1),"
                                    + " max_seconds::int FROM v_shadow_convergence ORDER BY hour"))
                .containsExactly(
                        "2026-03-01 12:00:00,100,1,100,50.5,90.1,100",
                        "2026-03-01 13:00:00,1,0,1,7,7.0,7");
        assertThat(
                        SqlRows.of(
                                database,
                                "SELECT reached, stuck, p50_seconds, max_seconds::int FROM"
                                        + " v_shadow_convergence_devices WHERE device_id = 'd1'"))
                .containsExactly("2,1,4,7");
    }

    @Test
    void namesWhatIsStuckUntilItIsReached() throws SQLException {
        event("d1", "STUCK", "2026-03-01 12:00:00", 60);
        event("d2", "STUCK", "2026-03-01 12:00:00", 60);
        shadow("d1", "'2026-03-01 12:00:00+00'");
        shadow("d2", "'2026-03-01 14:00:00+00'");
        shadow("d3", "'2026-03-01 12:00:00+00'");
        shadow("d4", "NULL");

        assertThat(
                        SqlRows.of(
                                database,
                                "SELECT device_id, version, deadline AT TIME ZONE 'UTC'"
                                        + " FROM v_shadow_stuck"))
                .containsExactly("d1,3,2026-03-01 12:01:00");
    }

    private static void event(String device, String kind, String since, int seconds)
            throws SQLException {
        database.execute(
                """
                INSERT INTO shadow_events (device_id, shadow_name, kind, pending_since, path,
                    version, happened_at, waited_micros)
                VALUES ('%s', '', '%s', '%s+00', '', 1,
                    TIMESTAMPTZ '%3$s+00' + %d * INTERVAL '1 second', %4$d * 1000000::bigint)
                """
                        .formatted(device, kind, since, seconds));
    }

    private static void shadow(String device, String pendingSince) throws SQLException {
        database.execute(
                """
                INSERT INTO device_shadows (device_id, shadow_name, version, deleted, created_at,
                    updated_at, desired_version, reported_version, pending_since)
                VALUES ('%s', '', 3, false, now(), now(), 1, 2, %s)
                """
                        .formatted(device, pendingSince));
    }
}
