package io.fleetstream.schemas.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.schemas.queries.SampleQueries;
import io.fleetstream.schemas.queries.SampleQuery;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every sample query gives the answer that was worked out by hand for the seeded rows: the tables
 * and, where it can be asked there, the Parquet files.
 */
class SampleQueriesITCase {
    /** The seeded rows are of one day, however long ago that is; TimescaleDB tidies by itself. */
    private static final String KEEP_EVERYTHING =
            """
            UPDATE fleet_settings
            SET value = CASE WHEN key LIKE 'raw.%' THEN INTERVAL '90 years'
                WHEN key LIKE '%.retain' THEN '100 years' ELSE '80 years' END
            WHERE key LIKE '%.retain' OR key = 'late.correct-after';
            SELECT fleet_apply_policies()
            """;

    private static TestDatabase database;
    private static Connection tables;
    private static Connection lake;

    @BeforeAll
    static void seed(@TempDir Path directory) throws Exception {
        database = new TestDatabase();
        DatabaseMigrator.migrate(database.dataSource());
        database.execute(KEEP_EVERYTHING);
        database.execute(text("seed-readings.sql"));
        database.execute(text("seed-tables.sql"));
        database.execute("SELECT fleet_refresh_rollups()");
        SeededWindows.insert(database);
        FrozenTime.inViews(database);
        tables = database.dataSource().getConnection();
        lake = SeededLake.open(directory, text("seed-readings.sql"));
    }

    @AfterAll
    static void drop() throws Exception {
        lake.close();
        tables.close();
        database.close();
    }

    static List<SampleQuery> all() {
        return SampleQueries.all();
    }

    static Stream<Arguments> onFiles() {
        return all().stream()
                .flatMap(
                        query ->
                                query
                                        .lakeSql()
                                        .map(sql -> Arguments.of(query.name(), sql))
                                        .stream());
    }

    @ParameterizedTest
    @MethodSource("all")
    void tablesAnswer(SampleQuery query) throws IOException, SQLException {
        assertThat(Answers.of(tables, FrozenTime.in(query.sql())))
                .isEqualTo(text(query.name() + ".csv").lines().toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("onFiles")
    void filesAnswer(String name, String sql) throws IOException, SQLException {
        String own = name + ".duckdb.csv";
        boolean differs = SampleQueriesITCase.class.getResource(path(own)) != null;

        assertThat(Answers.of(lake, FrozenTime.in(sql)))
                .isEqualTo(text(differs ? own : name + ".csv").lines().toList());
    }

    /** 25 hours touch a day that begins in the middle of one. */
    @Test
    void noDeviceIsAvailableForMoreThanAllHours() throws SQLException {
        String sql = SampleQueries.named("uptime").orElseThrow().lakeSql().orElseThrow();
        String moment = "TIMESTAMPTZ '2026-03-02 11:31:00Z'";

        assertThat(Answers.of(lake, sql.replace("now()", moment).replace("LIMIT 3", "")))
                .hasSizeGreaterThan(4)
                .filteredOn(row -> row.matches(".*,(2[5-9]),.*"))
                .isEmpty();
    }

    private static String path(String name) {
        return "/io/fleetstream/schemas/queries/" + name;
    }

    private static String text(String name) throws IOException {
        try (InputStream in = SampleQueriesITCase.class.getResourceAsStream(path(name))) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
