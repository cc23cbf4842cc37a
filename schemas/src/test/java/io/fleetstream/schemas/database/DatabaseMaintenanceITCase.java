package io.fleetstream.schemas.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Roll-ups, retention and settings, the same on TimescaleDB and on plain PostgreSQL. */
class DatabaseMaintenanceITCase {
    /**
     * Twelve days of three devices up to now, a value in eleven minutes, some bad, some summaries.
     */
    private static final String TWELVE_DAYS =
            """
            INSERT INTO device_readings (time, device_id, metric, value, quality, org, site,
                device_type, received_at, source_partition, source_offset, sample_count, sample_min,
                sample_max, sample_std)
            SELECT now() - n * INTERVAL '11 minutes', 'd' || d, 'temperature',
                1e6 + (n * 37 + d) % 101 / 10.0, CASE WHEN n % 17 = 0 THEN 'BAD' ELSE 'GOOD' END,
                CASE d WHEN 3 THEN 'beta' ELSE 'acme' END, 'hall', 'thermostat',
                now() - n * INTERVAL '11 minutes', 0, n,
                CASE WHEN n % 5 = 0 THEN 4 END, CASE WHEN n % 5 = 0 THEN 1e6 - 1 END,
                CASE WHEN n % 5 = 0 THEN 1e6 + 20 END, CASE WHEN n % 5 = 0 THEN 0.5 END
            FROM generate_series(1, 12 * 24 * 60 / 11) AS n, generate_series(1, 3) AS d
            """;

    /**
     * What the roll-ups are to hold, each summary spread into four values of its mean and spread.
     */
    private static final String ORACLE =
            """
            SELECT %1$s, device_id, count(DISTINCT n) FILTER (WHERE NOT bad),
                avg(v) FILTER (WHERE NOT bad), stddev_samp(v) FILTER (WHERE NOT bad),
                min(least) FILTER (WHERE NOT bad), max(greatest) FILTER (WHERE NOT bad),
                count(DISTINCT n) FILTER (WHERE bad)
            FROM (SELECT time, device_id, source_offset AS n, quality = 'BAD' AS bad,
                    coalesce(sample_min, value) AS least, coalesce(sample_max, value) AS greatest,
                    value + coalesce(spread * sample_std * sqrt(3.0 / 4), 0) AS v
                FROM device_readings
                CROSS JOIN LATERAL (SELECT unnest(CASE WHEN sample_count > 1
                    THEN ARRAY[1, 1, -1, -1] ELSE ARRAY[0] END) AS spread) AS spreads) AS samples
            GROUP BY 1, 2 ORDER BY 1, 2
            """;

    private static final String ROLLED_UP =
            """
            SELECT bucket AT TIME ZONE 'UTC', device_id, count, mean, sd, min, max, bad
            FROM %s ORDER BY 1, 2
            """;

    private static TestDatabase database;
    private static DatabaseMaintenance maintenance;

    @BeforeAll
    static void migrate() throws Exception {
        database = new TestDatabase();
        DatabaseMigrator.migrate(database.dataSource());
        stopJobs(database);
        maintenance = DatabaseMaintenance.of(database.dataSource());
    }

    /** What the database would do by itself at any moment is called by the tests. */
    static void stopJobs(TestDatabase database) throws SQLException {
        if (SqlRows.hasTimescaleDb(database)) {
            database.execute(
                    "SELECT alter_job(job_id, scheduled => false)"
                            + " FROM timescaledb_information.jobs WHERE job_id >= 1000");
        }
    }

    @AfterAll
    static void drop() throws Exception {
        database.close();
    }

    @BeforeEach
    void fill() throws SQLException {
        database.execute(TWELVE_DAYS);
    }

    @AfterEach
    void empty() throws SQLException {
        database.execute(
                "TRUNCATE device_readings, window_aggregates, archived_files, raw_days;"
                        + " DELETE FROM fleet_settings WHERE standard IS NULL;"
                        + " UPDATE fleet_settings SET value = standard;"
                        + " SELECT fleet_ensure_partitions(now() - INTERVAL '12 days', now())");
        if (!SqlRows.hasTimescaleDb(database)) {
            database.execute("TRUNCATE device_metrics_1h, device_metrics_1d, rollup_state");
        } else {
            database.execute("CALL refresh_continuous_aggregate('device_metrics_1h', NULL, NULL)");
            database.execute("CALL refresh_continuous_aggregate('device_metrics_1d', NULL, NULL)");
        }
    }

    @Test
    void rollsUpWhatAPlainQuerySays() throws SQLException {
        maintenance.run(false);

        assertRolledUp();
    }

    @Test
    void rollsUpWhatCameLateOrWasReplaced() throws SQLException {
        maintenance.run(false);
        insert("now() - INTERVAL '5 days'", "late", 40);
        insert("now() - INTERVAL '11 days'", "late", 41);
        database.execute(
                "UPDATE device_readings SET value = 1e6 + 500 WHERE device_id = 'd1'"
                        + " AND time > now() - INTERVAL '1 day'");
        maintenance.run(false);

        assertRolledUp();
    }

    @Test
    void valuesTooGreatToSquareStopNothing() throws SQLException {
        insert("now() - INTERVAL '3 hours'", "odd", 1e308);
        insert("now() - INTERVAL '3 hours' + INTERVAL '1 us'", "odd", -1e308);
        insert("now() - INTERVAL '3 hours' + INTERVAL '2 us'", "odd", Double.MIN_VALUE);
        insert("now() - INTERVAL '3 hours' + INTERVAL '3 us'", "odd", 1e139);
        insert("now() - INTERVAL '3 hours' + INTERVAL '4 us'", "odd", -1e139);
        database.execute(
                "UPDATE device_readings SET sample_count = 9223372036854775807, sample_std = 1e308"
                        + " WHERE device_id = 'odd' AND abs(value) = 1e139");
        maintenance.run(false);

        assertThat(
                        rows(
                                "SELECT sum(count), sum(bad) FROM device_metrics_1h WHERE device_id"
                                        + " = 'odd'"))
                .containsExactly("3,2");
    }

    @Test
    void dropsRawDaysOnlyOnceEachOfTheirHoursIsArchived() throws SQLException {
        archive("time < now() - INTERVAL '9 days'");
        // a surplus in one hour makes up for no loss in another
        database.execute(
                "UPDATE archived_files SET rows = rows - 1 WHERE path = (SELECT path FROM"
                        + " archived_files WHERE org = 'acme' AND hour > now() - INTERVAL '11 days'"
                        + " ORDER BY hour LIMIT 1)");
        database.execute("UPDATE archived_files SET rows = rows + 5 WHERE org = 'beta'");
        maintenance.run(false);
        List<String> hoursBefore = rows(ROLLED_UP.formatted("device_metrics_1h"));

        List<MaintenanceStep> again = maintenance.run(true);
        List<String> days =
                rows(
                        "SELECT state, (day AT TIME ZONE 'UTC')::date - (now() AT TIME ZONE"
                                + " 'UTC')::date, missing > 0, reason FROM raw_days ORDER BY day");

        assertThat(days).hasSizeBetween(5, 6);
        assertThat(days.get(0)).startsWith("DROPPED,-12,f,");
        assertThat(days)
                .anyMatch(day -> day.matches("HELD,-1[01],t,not archived: 1 rows of acme.*"));
        assertThat(days).anyMatch(day -> day.matches("DROPPED,-1[01],f,"));
        assertThat(days).last().asString().startsWith("HELD,-8,t,not archived: ");
        assertThat(again)
                .filteredOn(step -> step.subject().equals("device_readings"))
                .isNotEmpty()
                .allMatch(MaintenanceStep::isHeld);
        assertThat(
                        rows(
                                "SELECT count(*) FROM device_readings r JOIN raw_days d ON d.state"
                                        + " = 'DROPPED' AND r.time >= d.day AND r.time < d.day +"
                                        + " INTERVAL '1 day'"))
                .containsExactly("0");
        assertThat(rows(ROLLED_UP.formatted("device_metrics_1h"))).isEqualTo(hoursBefore);
        assertThat(
                        rows(
                                "SELECT count(*) FROM device_metrics_1h m JOIN raw_days d ON"
                                        + " d.state = 'DROPPED' AND m.bucket = d.day + INTERVAL '23"
                                        + " hours'"))
                .containsExactly("6");
    }

    @Test
    void whatComesAfterItsDayWasDroppedLeavesTheRollUpAlone() throws SQLException {
        archive("time < now() - INTERVAL '8 days'");
        maintenance.run(false);
        String query =
                "SELECT * FROM device_metrics_1d WHERE bucket < now() - INTERVAL '10 days'"
                        + " ORDER BY bucket, device_id";
        List<String> before = rows(query);
        insert("now() - INTERVAL '11 days'", "d1", 7);
        maintenance.run(false);

        assertThat(before).isNotEmpty();
        assertThat(rows(query)).isEqualTo(before);
        assertThat(rows("SELECT value FROM device_readings WHERE value = 7"))
                .as("a row that no file can have, though its hour has many")
                .hasSize(1);
    }

    @Test
    void holdsDaysWhoseFilesHaveExpired() throws SQLException {
        archive("time < now()");
        database.execute(
                "UPDATE archived_files SET expired_at = now() WHERE hour < now() - INTERVAL '9"
                        + " days' AND org = 'acme'");
        maintenance.run(false);

        assertThat(
                        rows(
                                "SELECT state, bool_and(reason LIKE 'not archived: % rows of"
                                    + " acme%') FROM raw_days WHERE day < now() - INTERVAL '9 days'"
                                    + " GROUP BY state"))
                .containsExactly("HELD,t");
        assertThat(rows("SELECT state FROM raw_days WHERE day > now() - INTERVAL '9 days'"))
                .containsOnly("DROPPED");
    }

    @Test
    void expiryOfFilesOfDaysThatWereDroppedChangesNothing() throws SQLException {
        archive("time < now()");
        maintenance.run(false);
        database.execute("UPDATE archived_files SET expired_at = now()");
        insert("now() - INTERVAL '11 days'", "d1", 7);
        database.execute(
                "INSERT INTO archived_files SELECT 'readings/late', 'readings', org,"
                        + " date_trunc('hour', time), 1, 1, time, time, device_id, device_id FROM"
                        + " device_readings WHERE value = 7");

        assertThat(maintenance.run(false)).noneMatch(MaintenanceStep::isHeld);
        assertThat(rows("SELECT value FROM device_readings WHERE value = 7")).isEmpty();
        assertThat(rows("SELECT rows FROM v_storage_daily")).containsExactly("1");
    }

    @Test
    void aStepThatFailsStopsNoOtherButTheRawRowsStay() throws SQLException {
        archive("time < now()");
        window("1m", 20);
        database.execute("ALTER FUNCTION fleet_window_length(text) RENAME TO mislaid");
        database.execute(
                "INSERT INTO late_readings SELECT device_id, org, time, now() - INTERVAL '2"
                        + " hours', 1, 1, 0, 0, 0 FROM device_readings LIMIT 1");
        List<MaintenanceStep> steps;
        try {
            steps = maintenance.run(false);
        } finally {
            database.execute(
                    "ALTER FUNCTION mislaid(text) RENAME TO fleet_window_length;"
                            + " TRUNCATE late_readings");
        }

        assertThat(steps)
                .filteredOn(MaintenanceStep::isFailed)
                .singleElement()
                .satisfies(step -> assertThat(step.task()).isEqualTo("correct"))
                .satisfies(step -> assertThat(step.detail()).contains("fleet_window_length"));
        assertThat(steps)
                .filteredOn(MaintenanceStep::isHeld)
                .extracting(MaintenanceStep::subject, MaintenanceStep::detail)
                .containsExactly(tuple("device_readings", "what is made of it failed above"));
        assertRolledUp();
        assertThat(rows("SELECT count(*) FROM raw_days")).containsExactly("0");
        assertThat(rows("SELECT count(*) FROM window_aggregates")).containsExactly("0");
    }

    @Test
    void aDryRunChangesNothing() throws SQLException {
        archive("time < now()");
        String state =
                "SELECT (SELECT count(*) FROM device_readings), (SELECT count(*) FROM raw_days)";
        List<String> before = rows(state);

        assertThat(maintenance.run(true))
                .filteredOn(step -> step.action().equals("DROP"))
                .filteredOn(step -> step.subject().equals("device_readings"))
                .hasSizeBetween(4, 6);
        assertThat(rows(state)).isEqualTo(before);
    }

    @Test
    void deletesWindowsByTheAgeOfTheirKind() throws SQLException {
        for (String window : List.of("1m", "5m", "1h", "1d", "30d/1d")) {
            for (int days : new int[] {10, 20, 60, 200, 2_000}) {
                window(window, days);
            }
        }
        maintenance.configure(Map.of("windows.30d/1d.retain", "100 days"));
        maintenance.run(false);

        assertThat(
                        rows(
                                "SELECT window_name, count(*), max(now()::date -"
                                        + " window_start::date) FROM window_aggregates GROUP BY 1"
                                        + " ORDER BY 1"))
                .containsExactly("1d,4,200", "1h,3,60", "1m,1,10", "30d/1d,3,60", "5m,2,20");
    }

    @Test
    void refusesSettingsThatContradictEachOther() throws SQLException {
        assertRefused(
                Map.of("raw.retain", "1 day"),
                "raw.compress-after is 2 days; accepted: less than raw.retain (1 day)");
        assertRefused(Map.of("raw.compress-after", "P7D"), "nothing left to compress");
        assertRefused(
                Map.of("raw.retain", "88 days"),
                "rollups.1h.retain is 90 days; accepted: at least 3 days more than raw.retain (88");
        assertRefused(
                Map.of("raw.retain", "2 days", "raw.compress-after", "1 day"),
                "raw.retain is 2 days; accepted: at least 3 days");
        assertRefused(
                Map.of("raw.retian", "8 days"),
                "unknown setting raw.retian; accepted: alarms.retain, commands.retain,"
                        + " executions.retain, late.correct-after");
        assertRefused(
                Map.of("raw.retain", "-1 day"), "raw.retain is '-1 day'; accepted: a duration");
        assertRefused(
                Map.of("raw.retain", "a week"),
                "raw.retain is 'a week'; accepted: a duration above");
        assertRefused(Map.of("raw.retain", "P999999999999Y"), "accepted: a duration above 0");
        assertRefused(
                Map.of("windows.1m.retain", "9 years"),
                "windows.1m.retain is 9 years; accepted: at most windows.other.retain (5 years)");
        assertThat(maintenance.settings())
                .filteredOn(setting -> !setting.value().equals(setting.standard()))
                .isEmpty();

        maintenance.configure(Map.of("raw.compress-after", "10 days", "raw.retain", "20 days"));
        assertThat(rows("SELECT value FROM fleet_settings WHERE key = 'raw.retain'"))
                .containsExactly("20 days");
    }

    private static void assertRefused(Map<String, String> values, String message) {
        assertThatThrownBy(() -> maintenance.configure(values))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(message);
    }

    private static void assertRolledUp() throws SQLException {
        String hour = "date_trunc('hour', time AT TIME ZONE 'UTC')";
        String day = "date_trunc('day', time AT TIME ZONE 'UTC')";
        assertThat(rows(ROLLED_UP.formatted("device_metrics_1h")))
                .hasSizeGreaterThan(800)
                .usingElementComparator(RolledUpRows::compare)
                .isEqualTo(rows(ORACLE.formatted(hour)));
        assertThat(rows(ROLLED_UP.formatted("device_metrics_1d")))
                .hasSizeGreaterThan(30)
                .usingElementComparator(RolledUpRows::compare)
                .isEqualTo(rows(ORACLE.formatted(day)));
    }

    private static void archive(String which) throws SQLException {
        database.execute(
                """
                INSERT INTO archived_files
                SELECT 'readings/' || row_number() OVER (), 'readings', org, date_trunc('hour', time),
                    count(*), 1, min(time), max(time), min(device_id), max(device_id)
                FROM device_readings WHERE %s GROUP BY org, date_trunc('hour', time)
                """
                        .formatted(which));
    }

    private static void insert(String time, String device, double value) throws SQLException {
        database.execute(
                """
                INSERT INTO device_readings (time, device_id, metric, value, org, site, device_type,
                    received_at, source_partition, source_offset)
                VALUES (%s, '%s', 'temperature', %s, 'acme', 'hall', 'thermostat', now(), 1, 1)
                """
                        .formatted(time, device, value));
    }

    private static void window(String name, int daysAgo) throws SQLException {
        database.execute(
                """
                INSERT INTO window_aggregates (window_start, window_end, window_name, scope, subject,
                    metric, org, revision, count, samples, good, uncertain, bad, devices, received_at)
                VALUES (now() - INTERVAL '%d days', now(), '%s', 'ORG', 'acme', 'temperature', 'acme',
                    0, 0, 0, 0, 0, 0, 1, now())
                """
                        .formatted(daysAgo, name));
    }

    private static List<String> rows(String query) {
        try {
            return SqlRows.of(database, query);
        } catch (SQLException e) {
            throw new AssertionError(query, e);
        }
    }
}
