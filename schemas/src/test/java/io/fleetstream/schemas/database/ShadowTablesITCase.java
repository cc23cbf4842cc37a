package io.fleetstream.schemas.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables of shadows, the same on TimescaleDB and on plain PostgreSQL. */
class ShadowTablesITCase {
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
        database.execute(
                "TRUNCATE device_readings, device_shadows, device_shadow_history, shadow_events");
    }

    @Test
    void givesEachReadingTheVersionItWasMeasuredUnder() throws SQLException {
        version("d1", "", 1, "30 hours", false);
        version("d1", "", 2, "20 hours", false);
        version("d1", "", 3, "10 hours", true);
        version("d1", "", 5, "5 hours", false);
        version("d1", "named", 9, "21 hours", false);
        version("d2", "", 7, "40 hours", false);
        for (int hours : List.of(31, 25, 20, 15, 8, 1)) {
            reading("d1", hours);
        }

        assertThat(
                        SqlRows.of(
                                database,
                                "SELECT shadow_version, shadow_desired, device_id FROM"
                                        + " v_readings_with_shadow ORDER BY time"))
                .containsExactly(
                        ",,d1",
                        "1,{\"v\": 1},d1",
                        "2,{\"v\": 2},d1",
                        "2,{\"v\": 2},d1",
                        ",,d1",
                        "5,{\"v\": 5},d1");
    }

    @Test
    void looksOneVersionUpForEachReadingOfADeviceAndADay() throws SQLException {
        database.execute(
                """
                INSERT INTO device_readings (time, device_id, metric, value, quality, org, site,
                    device_type, received_at, source_partition, source_offset)
                SELECT now() - n * INTERVAL '1 minute', 'd' || d, 'temperature', n, 'GOOD', 'acme',
                    'hall', 'thermostat', now(), 0, n
                FROM generate_series(1, 1440) AS n, generate_series(1, 10) AS d;
                INSERT INTO device_shadow_history
                SELECT 'd' || d, '', now() - INTERVAL '90 days', n,
                    now() - INTERVAL '90 days' + n * INTERVAL '25 minutes', false
                FROM generate_series(1, 5000) AS n, generate_series(1, 10) AS d;
                ANALYZE device_readings;
                ANALYZE device_shadow_history
                """);

        String plan =
                String.join(
                        "\n",
                        SqlRows.of(
                                database,
                                "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF)"
                                        + " SELECT * FROM v_readings_with_shadow WHERE device_id ="
                                        + " 'd7' AND time >= now() - INTERVAL '12 hours'"));

        assertThat(plan)
                .contains("Index Scan Backward using device_shadow_history_time")
                .doesNotContain("Seq Scan on device_shadow_history")
                .doesNotContain("Sort");
        // one row each, of the five thousand
        assertThat(plan).containsPattern("device_shadow_history h \\(actual rows=1(\\.00)? loops");
    }

    @Test
    void keepsWhatExplainsTheReadingsThatAreKept() throws SQLException {
        version("d1", "", 1, "300 days", false);
        version("d1", "", 2, "200 days", false);
        version("d1", "", 3, "100 days", false);
        version("d1", "", 4, "1 day", false);
        version("d2", "", 1, "400 days", false);
        version("d3", "", 1, "400 days", false);
        version("d3", "", 2, "200 days", true);
        event("d1", "100 days");
        event("d1", "80 days");

        DatabaseMaintenance maintenance = DatabaseMaintenance.of(database.dataSource());
        List<String> planned = retention(maintenance, true);
        List<String> done = retention(maintenance, false);

        assertThat(planned).isEqualTo(done);
        assertThat(done).containsExactly("device_shadow_history 4", "shadow_events 1");
        assertThat(
                        SqlRows.of(
                                database,
                                "SELECT device_id, version FROM device_shadow_history ORDER BY 1,"
                                        + " 2"))
                .containsExactly("d1,3", "d1,4", "d2,1");
        assertThat(retention(maintenance, false)).isEmpty();
    }

    @Test
    void takesHowLongFromTheSettingsAndRefusesLessThanForReadings() throws SQLException {
        version("d1", "", 1, "30 days", false);
        version("d1", "", 2, "20 days", false);
        version("d1", "", 3, "1 day", false);
        DatabaseMaintenance maintenance = DatabaseMaintenance.of(database.dataSource());

        assertThatThrownBy(() -> maintenance.configure(Map.of("shadows.history.retain", "3 days")))
                .hasMessageContaining("shadows.history.retain (3 days)")
                .hasMessageContaining("raw.retain");
        maintenance.configure(Map.of("shadows.history.retain", "10 days"));
        try {
            assertThat(retention(maintenance, false)).containsExactly("device_shadow_history 1");
        } finally {
            maintenance.configure(Map.of("shadows.history.retain", "90 days"));
        }
    }

    @Test
    void keepsJsonAsItIsSpelledAndReadsWhatNoTextCanHold() throws SQLException {
        database.execute(
                """
                INSERT INTO device_shadows (device_id, shadow_name, version, deleted, created_at,
                    updated_at, desired, desired_version, reported_version)
                VALUES ('d1', '', 1, false, now(), now(), '{"b":1.50,"a":"x\\u0000y", "b":2}', 1, 0)
                """);

        assertThat(
                        SqlRows.of(
                                database,
                                "SELECT desired, fleet_json_value(desired, 'a'),"
                                        + " fleet_json_value(desired, 'b'),"
                                        + " fleet_json_value(desired, 'c'),"
                                        + " fleet_json_value(NULL, 'a') FROM device_shadows"))
                .containsExactly("{\"b\":1.50,\"a\":\"x\\u0000y\", \"b\":2},x\uFFFDy,2,,");
    }

    private static List<String> retention(DatabaseMaintenance maintenance, boolean dryRun)
            throws SQLException {
        return maintenance.run(dryRun).stream()
                .filter(step -> step.subject().contains("shadow"))
                .map(step -> step.subject() + " " + step.rows())
                .toList();
    }

    private static void version(
            String device, String name, int version, String ago, boolean deleted)
            throws SQLException {
        database.execute(
                """
                INSERT INTO device_shadow_history (device_id, shadow_name, created_at, version,
                    updated_at, deleted, desired)
                VALUES ('%s', '%s', '2020-01-01Z', %d, now() - INTERVAL '%s', %s, '{"v": %3$d}')
                """
                        .formatted(device, name, version, ago, deleted));
    }

    private static void reading(String device, int hoursAgo) throws SQLException {
        database.execute(
                """
                INSERT INTO device_readings (time, device_id, metric, value, quality, org, site,
                    device_type, received_at, source_partition, source_offset)
                VALUES (now() - INTERVAL '%d hours', '%s', 'temperature', 1, 'GOOD', 'acme', 'hall',
                    'thermostat', now(), 0, %1$d)
                """
                        .formatted(hoursAgo, device));
    }

    private static void event(String device, String ago) throws SQLException {
        database.execute(
                """
                INSERT INTO shadow_events (device_id, shadow_name, kind, pending_since, path,
                    version, happened_at, waited_micros)
                VALUES ('%s', '', 'REACHED', now() - INTERVAL '%s', '', 1, now() - INTERVAL '%2$s', 1)
                """
                        .formatted(device, ago));
    }
}
