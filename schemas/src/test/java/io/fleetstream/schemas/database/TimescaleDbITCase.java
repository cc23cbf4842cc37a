package io.fleetstream.schemas.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only TimescaleDB has; to be run with FLEET_POSTGRES_URL on a server that has it. */
class TimescaleDbITCase {
    private static TestDatabase database;
    private static DatabaseMaintenance maintenance;

    @BeforeAll
    static void migrate() throws Exception {
        database = new TestDatabase();
        DatabaseMigrator.migrate(database.dataSource());
        DatabaseMaintenanceITCase.stopJobs(database);
        maintenance = DatabaseMaintenance.of(database.dataSource());
    }

    @AfterAll
    static void drop() throws Exception {
        database.close();
    }

    @BeforeEach
    void assumeTimescaleDb() throws SQLException {
        assumeThat(SqlRows.hasTimescaleDb(database))
                .as("TimescaleDB; name a server that has it in FLEET_POSTGRES_URL")
                .isTrue();
        maintenance.configure(Map.of());
    }

    @AfterEach
    void empty() throws SQLException {
        database.execute(
                "TRUNCATE device_readings, window_aggregates, archived_files, raw_days;"
                        + " UPDATE fleet_settings SET value = standard");
    }

    @Test
    void cutsTablesIntoDays() throws SQLException {
        assertThat(
                        rows(
                                "SELECT hypertable_name, column_name, time_interval FROM"
                                        + " timescaledb_information.dimensions WHERE"
                                        + " hypertable_schema = 'public' ORDER BY 1"))
                .containsExactly(
                        "device_hours,hour,7 days",
                        "device_readings,time,1 day",
                        "window_aggregates,window_start,1 day");
    }

    @Test
    void hasAPolicyForEachSettingAndChangesItInPlace() throws SQLException {
        String policies =
                """
                SELECT proc_name, hypertable_name, coalesce(config->>'compress_after',
                    config->>'drop_after', config->>'start_offset', schedule_interval::text)
                FROM timescaledb_information.jobs WHERE job_id >= 1000 ORDER BY job_id
                """;
        assertThat(rows(policies))
                .contains(
                        "policy_compression,device_readings,2 days",
                        "policy_compression,window_aggregates,8 days",
                        "policy_compression,device_metrics_1h,14 days",
                        "policy_compression,device_metrics_1d,120 days",
                        "policy_retention,device_metrics_1h,90 days",
                        "policy_retention,device_metrics_1d,5 years",
                        "policy_refresh_continuous_aggregate,device_metrics_1h,7 days -01:00:00",
                        "policy_refresh_continuous_aggregate,device_metrics_1d,8 days",
                        "fleet_maintenance_job,,01:00:00");
        String ids = "SELECT job_id FROM timescaledb_information.jobs ORDER BY 1";
        List<String> before = rows(ids);

        assertThat(maintenance.configure(Map.of("raw.compress-after", "3 days")))
                .extracting(MaintenanceStep::action, MaintenanceStep::subject)
                .containsExactly(tuple("SET", "device_readings"));
        assertThat(rows(policies)).contains("policy_compression,device_readings,3 days");
        assertThat(rows(ids)).isEqualTo(before);
        maintenance.configure(Map.of("raw.compress-after", "2 days"));
    }

    @Test
    void refreshesNeverReachDaysWhoseRawRowsAreGone() throws SQLException {
        database.execute(
                "INSERT INTO raw_days VALUES (date_trunc('day', now()) - INTERVAL '8 days', 1, 0,"
                        + " 'DROPPED', NULL, now(), now(), 1)");
        maintenance.configure(Map.of("raw.retain", "30 days"));

        assertThat(
                        rows(
                                "SELECT (config->>'start_offset')::interval < INTERVAL '7 days"
                                        + " 24 hours' FROM timescaledb_information.jobs WHERE"
                                        + " proc_name = 'policy_refresh_continuous_aggregate'"
                                        + " AND hypertable_name = 'device_metrics_1h'"))
                .containsExactly("t");
    }

    @Test
    void compressesDaysByDeviceAndMetricAndTakesThemTwice() throws SQLException {
        String source =
                """
                SELECT date_trunc('day', now()) - INTERVAL '5 days' + n * INTERVAL '1 second' AS time,
                    'd' || n % 7 AS device_id, 'temperature' AS metric, n AS value
                FROM generate_series(0, 49999) AS n
                """;
        String write =
                """
                INSERT INTO device_readings (time, device_id, metric, value, org, site, device_type,
                    received_at, source_partition, source_offset)
                SELECT s.time, s.device_id, s.metric, s.value, 'acme', 'hall', 'thermostat', now(), 0, 0
                FROM (%s) AS s
                """
                        .formatted(source);
        database.execute(write);
        List<String> before = rows("SELECT count(*), sum(value) FROM device_readings");
        runPolicy("policy_compression", "device_readings");

        assertThat(
                        rows(
                                "SELECT is_compressed FROM timescaledb_information.chunks"
                                        + " WHERE hypertable_name = 'device_readings'"))
                .containsExactly("t");
        assertThat(
                        rows(
                                "SELECT segmentby, orderby FROM"
                                    + " timescaledb_information.chunk_columnstore_settings WHERE"
                                    + " hypertable = 'device_readings'::regclass"))
                .containsExactly("device_id,metric,\"time\"");
        assertThat(
                        rows(
                                "SELECT before_compression_total_bytes >"
                                        + " 5 * after_compression_total_bytes FROM"
                                        + " hypertable_columnstore_stats('device_readings')"))
                .containsExactly("t");

        // redelivered, and one row more
        database.execute(
                write
                        + "WHERE NOT EXISTS (SELECT FROM device_readings r WHERE r.time = s.time"
                        + " AND r.device_id = s.device_id AND r.metric = s.metric AND r.value ="
                        + " s.value) ON CONFLICT (time, device_id, metric) DO NOTHING");
        assertThat(rows("SELECT count(*), sum(value) FROM device_readings")).isEqualTo(before);
        database.execute(
                write.replace("'d' || n % 7", "'late'").replace("49999", "0")
                        + " ON CONFLICT (time, device_id, metric) DO NOTHING");
        assertThat(rows("SELECT count(*) FROM device_readings")).containsExactly("50001");
    }

    @Test
    void theJobOfTheDatabaseDropsOnlyWhatIsArchivedAndKeepsTheRollUps() throws SQLException {
        database.execute(
                """
                INSERT INTO device_readings (time, device_id, metric, value, org, site, device_type,
                    received_at, source_partition, source_offset)
                SELECT date_trunc('day', now()) - n * INTERVAL '6 hours', 'd1', 'temperature', n,
                    'acme', 'hall', 'thermostat', now(), 0, n
                FROM generate_series(1, 48) AS n;
                INSERT INTO archived_files
                SELECT 'f' || source_offset, 'readings', 'acme', time, 1, 1, time, time, 'd1', 'd1'
                FROM device_readings WHERE time < now() - INTERVAL '9 days'
                """);
        runPolicy("policy_compression", "device_readings");
        runPolicy("fleet_maintenance_job", null);

        assertThat(rows("SELECT state, count(*), sum(missing) FROM raw_days GROUP BY 1 ORDER BY 1"))
                .hasSize(2)
                .anyMatch(row -> row.matches("DROPPED,[23],0"))
                .anyMatch(row -> row.matches("HELD,[23],\\d+"));
        assertThat(
                        rows(
                                "SELECT count(*) FROM device_readings WHERE time < now() - INTERVAL"
                                        + " '11 days'"))
                .containsExactly("0");
        assertThat(rows("SELECT sum(count), sum(sum) FROM device_metrics_1h"))
                .containsExactly("48," + 48 * 49 / 2);
        assertThat(rows("SELECT sum(count), sum(sum) FROM device_metrics_1d"))
                .containsExactly("48," + 48 * 49 / 2);
    }

    @Test
    void aStepOfTheJobThatFailsIsToldOfAndStopsNoOther() throws SQLException {
        database.execute(
                """
                INSERT INTO device_readings (time, device_id, metric, value, org, site, device_type,
                    received_at, source_partition, source_offset)
                SELECT date_trunc('day', now()) - n * INTERVAL '6 hours', 'd1', 'temperature', n,
                    'acme', 'hall', 'thermostat', now(), 0, n
                FROM generate_series(1, 48) AS n
                """);
        database.execute("ALTER FUNCTION fleet_drop_windows(boolean) RENAME TO mislaid");
        try {
            assertThatThrownBy(() -> runPolicy("fleet_maintenance_job", null))
                    .hasMessageContaining("fleet_drop_windows(): function");
        } finally {
            database.execute("ALTER FUNCTION mislaid(boolean) RENAME TO fleet_drop_windows");
        }

        assertThat(rows("SELECT count(*) > 4 FROM raw_days WHERE state = 'HELD'"))
                .containsExactly("t");
        assertThat(rows("SELECT sum(count) FROM device_metrics_1d")).containsExactly("48");
    }

    @Test
    void deletesWindowsOfOneKindFromCompressedDays() throws SQLException {
        database.execute(
                """
                INSERT INTO window_aggregates (window_start, window_end, window_name, scope, subject,
                    metric, org, revision, count, samples, good, uncertain, bad, devices, received_at)
                SELECT date_trunc('day', now()) - INTERVAL '20 days' + n * INTERVAL '1 minute', now(),
                    kind, 'DEVICE', 'd' || n % 9, 'temperature', 'acme', 0, 0, 0, 0, 0, 0, 1, now()
                FROM generate_series(0, 1439) AS n, unnest(ARRAY['1m', '5m', '1h']) AS kind
                """);
        runPolicy("policy_compression", "window_aggregates");
        maintenance.run(false);

        assertThat(
                        rows(
                                "SELECT window_name, count(*) FROM window_aggregates GROUP BY 1"
                                        + " ORDER BY 1"))
                .containsExactly("1h,1440", "5m,1440");
        assertThat(
                        rows(
                                "SELECT bool_and(is_compressed) FROM timescaledb_information.chunks"
                                        + " WHERE hypertable_name = 'window_aggregates'"))
                .containsExactly("t");
    }

    private static void runPolicy(String name, String table) throws SQLException {
        String job =
                rows("SELECT job_id FROM timescaledb_information.jobs WHERE proc_name = '"
                                + name
                                + "' AND hypertable_name IS NOT DISTINCT FROM "
                                + (table == null ? "NULL" : "'" + table + "'"))
                        .get(0);
        database.execute("CALL run_job(" + job + ")");
    }

    private static List<String> rows(String query) throws SQLException {
        return SqlRows.of(database, query);
    }
}
