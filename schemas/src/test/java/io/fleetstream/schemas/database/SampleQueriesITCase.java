package io.fleetstream.schemas.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every query of the documentation runs, and has an answer where there are data. */
class SampleQueriesITCase {
    private static final Path QUERIES = Path.of("../docs/queries.md");
    private static final Pattern SQL = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

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

    static List<String> queries() throws IOException {
        return SQL.matcher(Files.readString(QUERIES))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    void hasQueries() throws IOException {
        assertThat(queries()).hasSizeGreaterThan(8);
    }

    @ParameterizedTest
    @MethodSource("queries")
    void answersWithARow(String query) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
        }
    }
}
