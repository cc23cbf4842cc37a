package io.fleetstream.cli.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeTest {
    @TempDir private Path root;

    @Test
    void showsEveryDirectoryOfFilesAsAViewWithItsPartitions() throws Exception {
        write("readings/org=acme/dt=2026-01-01/hour=00/a.parquet", 2);
        write("readings/org=acme/dt=2026-01-01/hour=01/b.parquet", 3);

        try (Lake lake = new Lake(root.toUri().toString())) {
            QueryResult result =
                    lake.query(
                            "SELECT org, hour, count(*) AS n FROM parquet.readings GROUP BY ALL"
                                    + " ORDER BY ALL");
            assertThat(result.columns()).containsExactly("org", "hour", "n");
            assertThat(result.rows()).hasSize(2);
            assertThat(result.rows().get(1).get(2)).isEqualTo(3L);
        }
    }

    @Test
    void showsFilesThatHaveColumnsOthersLack() throws Exception {
        write("readings/org=acme/dt=2026-01-01/hour=00/a.parquet", 2);
        write("readings/org=acme/dt=2026-01-01/hour=01/b.parquet", "range, range AS flags", 3);

        try (Lake lake = new Lake(root.toString())) {
            assertThat(
                            lake.query("SELECT count(*) - count(flags) FROM parquet.readings")
                                    .firstLong())
                    .isEqualTo(2);
        }
    }

    @Test
    void ignoresFilesThatAreNotPublishedYet() throws Exception {
        write("readings/org=acme/a.parquet", 1);
        Files.writeString(root.resolve("readings/org=acme/.b.parquet.inprogress.1"), "half");

        try (Lake lake = new Lake(root.toString())) {
            assertThat(lake.query("SELECT count(*) FROM parquet.readings").firstLong()).isOne();
        }
    }

    @Test
    void saysWhenNothingIsPublishedYet() {
        assertThatThrownBy(() -> new Lake(root.toString()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no Parquet file has been published");
    }

    private void write(String file, int rows) throws IOException, SQLException {
        write(file, "*", rows);
    }

    private void write(String file, String columns, int rows) throws IOException, SQLException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (String sql :
                    List.of(
                            "CREATE TABLE t AS SELECT " + columns + " FROM range(" + rows + ")",
                            "COPY t TO '" + path + "' (FORMAT parquet)")) {
                statement.execute(sql);
            }
        }
    }
}
