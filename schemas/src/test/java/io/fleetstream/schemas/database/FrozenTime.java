package io.fleetstream.schemas.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lets {@code now()} of queries and views be the moment for which the seeded rows were written. */
final class FrozenTime {
    private static final String MOMENT = "TIMESTAMPTZ '2026-03-02 12:00:00Z'";

    private FrozenTime() {}

    static String in(String sql) {
        return sql.replace("now()", MOMENT);
    }

    /** The views as they would answer at that moment. */
    static void inViews(TestDatabase database) throws SQLException {
        Map<String, String> views = new LinkedHashMap<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT viewname, definition FROM pg_views WHERE schemaname ="
                                        + " 'public' AND viewname LIKE 'v\\_%' AND definition LIKE"
                                        + " '%now()%'")) {
            while (rows.next()) {
                views.put(rows.getString(1), rows.getString(2));
            }
        }
        for (Map.Entry<String, String> view : views.entrySet()) {
            database.execute(
                    "CREATE OR REPLACE VIEW " + view.getKey() + " AS " + in(view.getValue()));
        }
    }
}
