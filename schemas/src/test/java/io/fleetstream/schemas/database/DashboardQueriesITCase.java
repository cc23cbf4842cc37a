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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

    private static final int GRID_COLUMNS = 24;

    private static TestDatabase database;

    @BeforeAll
    static void migrate() throws Exception {
        database = new TestDatabase();
        DatabaseMigrator.migrate(database.dataSource());
        SampleRows.insert(database);
        database.execute("SELECT fleet_refresh_rollups()");
    }

    @AfterAll
    static void drop() throws Exception {
        database.close();
    }

    static Stream<Arguments> queries() throws IOException {
        return dashboards().stream().flatMap(DashboardQueriesITCase::queries);
    }

    private static Stream<Arguments> queries(JsonNode dashboard) {
        String title = dashboard.path("title").asText();
        Stream<Arguments> ofVariables =
                elements(dashboard.at("/templating/list"))
                        .map(
                                variable ->
                                        Arguments.of(
                                                title
                                                        + ", variable "
                                                        + variable.path("name").asText(),
                                                filled(
                                                        variable.path("query").asText(),
                                                        dashboard)));
        Stream<Arguments> ofPanels =
                elements(dashboard.path("panels"))
                        .flatMap(
                                panel ->
                                        elements(panel.path("targets"))
                                                .filter(target -> target.has("rawSql"))
                                                .map(
                                                        target ->
                                                                Arguments.of(
                                                                        title
                                                                                + ", "
                                                                                + panel.path(
                                                                                                "title")
                                                                                        .asText(),
                                                                        filled(
                                                                                target.path(
                                                                                                "rawSql")
                                                                                        .asText(),
                                                                                dashboard))));
        return Stream.concat(ofVariables, ofPanels);
    }

    static List<JsonNode> dashboards() throws IOException {
        List<JsonNode> dashboards = new ArrayList<>();
        for (File file : DASHBOARDS.listFiles((directory, name) -> name.endsWith(".json"))) {
            dashboards.add(new ObjectMapper().readTree(file));
        }
        return dashboards;
    }

    @Test
    void coverFleetDeviceSiteQualityPipelineAndRollouts() throws IOException {
        assertThat(dashboards())
                .extracting(dashboard -> dashboard.path("uid").asText())
                .doesNotHaveDuplicates()
                .contains(
                        "fleetstream-fleet",
                        "fleetstream-device",
                        "fleetstream-site",
                        "fleetstream-quality",
                        "fleetstream-pipeline",
                        "fleetstream-rollouts");
        assertThat(queries()).hasSizeGreaterThan(75);
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void saysWhatEveryPanelShowsAndHasAPlaceForIt(JsonNode dashboard) {
        List<Integer> ids = new ArrayList<>();
        Set<String> cells = new HashSet<>();
        elements(dashboard.path("panels"))
                .forEach(
                        panel -> {
                            String title = panel.path("title").asText();
                            assertThat(panel.path("description").asText()).as(title).isNotBlank();
                            assertThat(panel.at("/datasource/uid").asText())
                                    .as(title)
                                    .isIn("timescaledb", "prometheus");
                            ids.add(panel.path("id").asInt());
                            JsonNode place = panel.path("gridPos");
                            for (int x = 0; x < place.path("w").asInt(); x++) {
                                int column = place.path("x").asInt() + x;
                                assertThat(column).as(title).isLessThan(GRID_COLUMNS);
                                for (int y = 0; y < place.path("h").asInt(); y++) {
                                    int row = place.path("y").asInt() + y;
                                    assertThat(cells.add(column + " " + row)).as(title).isTrue();
                                }
                            }
                        });
        assertThat(ids).doesNotHaveDuplicates().isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("queries")
    void answersWithARow(String title, String query) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).as(title).isTrue();
        }
    }

    /** What Grafana makes of the variables, and of its macro for the time shown. */
    private static String filled(String query, JsonNode dashboard) {
        String filled =
                query.replaceAll(
                        "\\$__timeFilter\\(((?:[^()]|\\([^()]*\\))*)\\)",
                        "($1 BETWEEN now() - INTERVAL '1 day' AND now() + INTERVAL '1 hour')");
        for (JsonNode variable : dashboard.at("/templating/list")) {
            filled =
                    filled.replace(
                            "$" + variable.path("name").asText(),
                            variable.at("/current/value").asText());
        }
        assertThat(filled).doesNotContain("$");
        return filled;
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
