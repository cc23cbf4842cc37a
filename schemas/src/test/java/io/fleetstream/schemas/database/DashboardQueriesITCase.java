package io.fleetstream.schemas.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The dashboards ask only for what the migrated tables have. */
class DashboardQueriesITCase {
    private static final File DASHBOARDS = new File("../flink-conf/grafana/dashboards");

    private static TestDatabase database;

    @BeforeAll
    static void migrate() throws Exception {
        database = new TestDatabase();
        DatabaseMigrator.migrate(database.dataSource());
        SampleRows.insert(database);
    }

    @AfterAll
    static void drop() throws Exception {
        database.close();
    }

    static Stream<Arguments> queries() throws IOException {
        Stream.Builder<JsonNode> dashboards = Stream.builder();
        for (File file : DASHBOARDS.listFiles((directory, name) -> name.endsWith(".json"))) {
            dashboards.add(new ObjectMapper().readTree(file));
        }
        return dashboards
                .build()
                .flatMap(dashboard -> elements(dashboard.path("panels")))
                .flatMap(
                        panel ->
                                elements(panel.path("targets"))
                                        .filter(target -> target.has("rawSql"))
                                        .map(
                                                target ->
                                                        Arguments.of(
                                                                panel.path("title").asText(),
                                                                target.path("rawSql").asText())));
    }

    @Test
    void hasQueries() throws IOException {
        assertThat(queries()).hasSizeGreaterThan(15);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("queries")
    void answersWithARow(String title, String query) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(withoutMacros(query))) {
            assertThat(rows.next()).as(title).isTrue();
        }
    }

    /** What Grafana makes of its macro for the time shown. */
    private static String withoutMacros(String query) {
        String plain =
                query.replaceAll(
                        "\\$__timeFilter\\(((?:[^()]|\\([^()]*\\))*)\\)",
                        "($1 BETWEEN now() - INTERVAL '1 hour' AND now() + INTERVAL '1 hour')");
        assertThat(plain).doesNotContain("$__");
        return plain;
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
