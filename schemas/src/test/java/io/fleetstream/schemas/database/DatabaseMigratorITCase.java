package io.fleetstream.schemas.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fleetstream.schemas.GeneratedSection;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabaseMigratorITCase {
    /** Tables, views and their columns, without partitions, chunks and Flyway's own table. */
    private static final String WITHOUT_COMMENT =
            """
            SELECT c.relname || coalesce('.' || a.attname, '')
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
            LEFT JOIN LATERAL (
                SELECT attname, attnum FROM pg_attribute
                WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped
                UNION ALL SELECT NULL, 0) a ON true
            WHERE c.relkind IN ('r', 'p', 'v', 'm') AND NOT c.relispartition
                AND c.relname <> 'flyway_schema_history'
                AND coalesce(CASE a.attnum WHEN 0 THEN obj_description(c.oid, 'pg_class')
                    ELSE col_description(c.oid, a.attnum) END, '') = ''
            ORDER BY 1
            """;

    private static final String DICTIONARY =
            """
            SELECT string_agg(section, E'\n' ORDER BY starts_with(relname::text, 'v_'), relname)
            FROM (
                SELECT c.relname,
                    format(E'## %s\n\n%s\n\n| column | type | | meaning |\n|---|---|---|---|\n',
                        c.relname, obj_description(c.oid, 'pg_class'))
                    || string_agg(
                        format(E'| `%s` | %s | %s | %s |\n', a.attname, format_type(atttypid, NULL),
                            CASE WHEN a.attnotnull THEN 'not null' ELSE '' END,
                            col_description(c.oid, a.attnum)),
                        '' ORDER BY a.attnum) AS section
                FROM pg_class c
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                WHERE c.relnamespace = 'public'::regnamespace
                    AND c.relkind IN ('r', 'p', 'v', 'm') AND NOT c.relispartition
                    AND c.relname <> 'flyway_schema_history'
                GROUP BY c.oid, c.relname
            ) AS relations
            """;

    private static TestDatabase database;
    private static MigrationReport first;

    @BeforeAll
    static void migrate() throws Exception {
        database = new TestDatabase();
        first = DatabaseMigrator.migrate(database.dataSource());
    }

    @AfterAll
    static void drop() throws Exception {
        database.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        database.execute(
                "TRUNCATE device_readings, dead_letters, dead_letter_replays, device_hours");
    }

    @Test
    void migratesAnEmptyDatabaseOnce() {
        MigrationReport again = DatabaseMigrator.migrate(database.dataSource());

        assertThat(first.from()).isEmpty();
        assertThat(first.applied()).isPositive();
        assertThat(again).isEqualTo(new MigrationReport(first.to(), first.to(), 0));
    }

    @Test
    void explainsEveryTableViewAndColumn() throws SQLException {
        assertThat(strings(WITHOUT_COMMENT)).isEmpty();
        database.execute("CREATE TABLE unexplained (n integer)");
        try {
            assertThat(strings(WITHOUT_COMMENT)).containsExactly("unexplained", "unexplained.n");
        } finally {
            database.execute("DROP TABLE unexplained");
        }
    }

    @Test
    void isDescribedInTheDataDictionary() throws Exception {
        new GeneratedSection(Path.of("../docs/tables.md"), "tables")
                .check(strings(DICTIONARY).get(0));
    }

    @Test
    void keepsOneRowOfAValueWrittenTwice() throws SQLException {
        insert("2023-05-01T10:00:00Z", 1, "");
        insert(
                "2023-05-01T10:00:00Z",
                2,
                "ON CONFLICT (time, device_id, metric) DO UPDATE SET value = excluded.value");

        assertThat(strings("SELECT value FROM device_readings")).containsExactly("2");
        assertThatThrownBy(() -> insert("2023-05-01T10:00:00Z", 3, ""))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));
    }

    @Test
    void takesReadingsOfAnyYear() throws SQLException {
        insert("1971-01-01T00:00:00Z", 1, "");
        insert("2023-02-28T23:59:59.999999Z", 2, "");
        insert("2099-12-31T00:00:00Z", 3, "");

        assertThat(strings("SELECT value FROM device_readings ORDER BY time"))
                .containsExactly("1", "2", "3");
    }

    @Test
    void latestIsTheValueMeasuredLastNotWrittenLast() throws SQLException {
        insert("2023-05-01T11:00:00Z", 11, "");
        insert("2023-05-01T10:00:00Z", 10, "");

        assertThat(strings("SELECT value FROM v_device_latest")).containsExactly("11");
    }

    @Test
    void addsUpTheLossOfDevicesByFirmwareSiteAndModel() throws SQLException {
        hour("2026-03-01T12:00:00Z", "d1", 1, "1.0", new long[] {100, 90, 5, 3, 8, 1});
        hour("2026-03-01T12:00:00Z", "d1", 2, "1.0", new long[] {10, 10, 0, 0, 0, 0});
        hour("2026-03-01T13:00:00Z", "d1", 3, "1.0", new long[] {50, 50, 0, 0, 0, 2});
        hour("2026-03-01T12:00:00Z", "d2", 4, "1.1", new long[] {5, 5, 0, 0, 0, 0});

        assertThat(
                        strings(
                                "SELECT concat_ws(',', firmware, devices, received,"
                                        + " received_distinct, stored, rejected, duplicated,"
                                        + " missing_net, lost_at_least, round(loss_rate::numeric,"
                                        + " 6)) FROM v_loss ORDER BY firmware"))
                .containsExactly(
                        "1.0,1,160,155,150,3,5,5,2,0.031250", "1.1,1,5,5,5,0,0,0,0,0.000000");
        assertThat(
                        strings(
                                "SELECT concat_ws(',', received, missing_net, lost_at_least,"
                                        + " loss_rate) FROM v_loss_by_device_hour WHERE device_id"
                                        + " = 'd1' ORDER BY hour"))
                .containsExactly("110,7,4,0.0625", "50,-2,0,0");
    }

    @Test
    void tellsSettledDeadLettersFromOpenOnes() throws SQLException {
        database.execute(
                """
                INSERT INTO dead_letters (source_topic, source_partition, source_offset, reason,
                    message, job, job_version, stage, source_timestamp, replay_id)
                SELECT 'telemetry.raw', 0, n, 'UNKNOWN_DEVICE', '', 'ingest', '0', 'admit',
                    '2026-03-01T12:00:00Z', CASE WHEN n < 3 THEN 'r1' END
                FROM generate_series(1, 6) AS n;
                INSERT INTO dead_letter_replays
                VALUES ('telemetry.raw', 0, 1, 0, 'r2', 'd1', now()),
                    ('telemetry.raw', 0, 3, 0, 'r2', 'd1', now());
                """);

        assertThat(
                        strings(
                                "SELECT concat_ws(',', day, reason, stage, dead_letters, open,"
                                        + " refused_again, stored) FROM v_dead_letters_summary"))
                .containsExactly("2026-03-01,UNKNOWN_DEVICE,admit,6,3,1,2");
    }

    @Test
    void makesDailyPartitionsAheadOnPlainPostgres() throws SQLException {
        assumePlainPostgres();

        assertThat(strings("SELECT fleet_ensure_partitions(now(), now() + INTERVAL '14 days')"))
                .containsExactly("0");
        insert("now", 1, "");
        assertThat(strings("SELECT count(*) FROM device_readings_default")).containsExactly("0");
    }

    @Test
    void movesRowsOutOfTheDefaultPartitionOnPlainPostgres() throws SQLException {
        assumePlainPostgres();
        insert("2022-06-01T00:00:00Z", 1, "");
        insert("2022-06-01T23:59:59.999999Z", 2, "");
        insert("2022-06-02T00:00:00Z", 3, "");
        insert("2022-06-05T00:00:00Z", 4, "");

        String ensure = "SELECT fleet_ensure_partitions('2022-06-01Z', '2022-06-03Z')";
        // three days of device_readings and of window_aggregates
        assertThat(strings(ensure)).containsExactly("6");
        assertThat(strings(ensure)).containsExactly("0");

        assertThat(strings("SELECT value FROM device_readings_default")).containsExactly("4");
        assertThat(strings("SELECT value FROM device_readings_20220601 ORDER BY time"))
                .containsExactly("1", "2");
        assertThat(strings("SELECT value FROM device_readings ORDER BY time"))
                .containsExactly("1", "2", "3", "4");
        assertThatThrownBy(() -> insert("2022-06-01T00:00:00Z", 9, ""))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("duplicate key");
    }

    private static void assumePlainPostgres() throws SQLException {
        assumeThat(strings("SELECT fleet_has_timescaledb()"))
                .as("the server of FLEET_POSTGRES_URL has TimescaleDB, which cuts chunks itself")
                .containsExactly("f");
    }

    /** Counts are received, stored, duplicated, rejected, missing, filled. */
    private static void hour(String hour, String device, long part, String firmware, long[] counts)
            throws SQLException {
        database.execute(
                """
                INSERT INTO device_hours VALUES ('%s', '%s', %d, 'acme', 'hall', 'thermostat', 'm1',
                    '%s', %d, %d, %d, '{}', %d, 0, 0, %d, %d, 0, 0, now())
                """
                        .formatted(
                                hour, device, part, firmware, counts[0], counts[1], counts[2],
                                counts[3], counts[4], counts[5]));
    }

    private static void insert(String time, int value, String onConflict) throws SQLException {
        database.execute(
                """
                INSERT INTO device_readings (time, device_id, metric, value, org, site, device_type,
                    received_at, source_partition, source_offset)
                VALUES ('%s', 'd1', 'temperature', %d, 'acme', 'hall', 'thermostat', now(), 0, 0) %s
                """
                        .formatted(time, value, onConflict));
    }

    private static List<String> strings(String query) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> strings = new ArrayList<>();
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
            return strings;
        }
    }
}
