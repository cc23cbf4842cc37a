package io.fleetstream.schemas.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Answers of a database as text. */
final class SqlRows {
    private SqlRows() {}

    /** Rows with commas between their columns; null is empty. */
    static List<String> of(TestDatabase database, String query) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            int columns = rows.getMetaData().getColumnCount();
            List<String> answer = new ArrayList<>();
            while (rows.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= columns; i++) {
                    String text = rows.getString(i);
                    row.append(i == 1 ? "" : ",").append(text == null ? "" : text);
                }
                answer.add(row.toString());
            }
            return answer;
        }
    }

    static boolean hasTimescaleDb(TestDatabase database) throws SQLException {
        return of(database, "SELECT fleet_has_timescaledb()").equals(List.of("t"));
    }
}
