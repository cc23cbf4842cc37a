package io.fleetstream.jobs.timescale;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** What stands in the tables, as text with commas. */
record Rows(SharedServices sandbox) {
    void await(String sql, String... expected) {
        Awaitility.await()
                .atMost(RunningJob.PATIENCE)
                .ignoreExceptionsInstanceOf(UncheckedSqlException.class)
                .untilAsserted(() -> assertThat(of(sql)).containsExactly(expected));
    }

    void awaitCount(String table, long expected) {
        await("SELECT count(*) FROM " + table, Long.toString(expected));
    }

    void awaitAtLeast(String table, long expected) {
        Awaitility.await()
                .atMost(RunningJob.PATIENCE)
                .untilAsserted(() -> assertThat(count(table)).isGreaterThanOrEqualTo(expected));
    }

    long count(String table) {
        return Long.parseLong(of("SELECT count(*) FROM " + table).get(0));
    }

    void run(String sql) throws SQLException {
        try (Connection connection = sandbox.postgres().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    List<String> of(String sql) {
        try (Connection connection = sandbox.postgres().connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(text(result.getString(i)));
                }
                rows.add(String.join(",", row));
            }
            return rows;
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    private static String text(String value) {
        return switch (String.valueOf(value)) {
            case "t" -> "true";
            case "f" -> "false";
            default -> String.valueOf(value);
        };
    }

    /** The database did not answer; it may later. */
    static final class UncheckedSqlException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UncheckedSqlException(SQLException cause) {
            super(cause);
        }
    }
}
