package io.fleetstream.connectors.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares a table with what is going to be written, before the first row is: in binary a column of
 * another type would look like a bad value of every single row.
 */
final class TableCheck {
    private static final String DATATYPE_MISMATCH = "42804";
    private static final String COLUMNS =
            "SELECT a.attname, t.typname, a.attnotnull AND NOT a.atthasdef AND a.attidentity = ''"
                    + " FROM pg_catalog.pg_attribute a"
                    + " JOIN pg_catalog.pg_type t ON t.oid = a.atttypid"
                    + " WHERE a.attrelid = CAST(? AS regclass) AND a.attnum > 0"
                    + " AND NOT a.attisdropped";

    private TableCheck() {}

    /**
     * Asks the database.
     *
     * @throws SQLException 42P01 if there is no such table; 42804, with all differences, if it is
     *     another
     */
    static void check(Connection connection, Table<?> table) throws SQLException {
        Map<String, String> types = new HashMap<>();
        List<String> differences = new ArrayList<>();
        List<String> written = table.names();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, table.name());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String name = row.getString(1);
                    types.put(name, row.getString(2));
                    if (row.getBoolean(3) && !written.contains(name)) {
                        differences.add(name + " is never written, but may not be null");
                    }
                }
            }
        }
        for (Column<?> column : table.columns()) {
            String type = types.get(column.name());
            if (!column.type().postgresName().equals(type)) {
                differences.add(
                        type == null
                                ? column.name() + " is missing"
                                : column.name()
                                        + " is of type "
                                        + type
                                        + ", expected "
                                        + column.type().postgresName());
            }
        }
        if (!differences.isEmpty()) {
            throw new SQLException(
                    "table "
                            + table.name()
                            + " is not the one this job writes, migrate the database: "
                            + String.join("; ", differences),
                    DATATYPE_MISMATCH);
        }
    }
}
