package io.fleetstream.schemas.database;

import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Answers as lines of text that do not depend on the database they come from. */
final class Answers {
    private static final MathContext DIGITS = new MathContext(12);

    private Answers() {}

    /** A line with the names of the columns, then one for each row. */
    static List<String> of(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            List<String> lines = new ArrayList<>();
            List<String> cells = new ArrayList<>();
            for (int i = 1; i <= columns; i++) {
                cells.add(rows.getMetaData().getColumnLabel(i));
            }
            lines.add(String.join(",", cells));
            while (rows.next()) {
                cells.clear();
                for (int i = 1; i <= columns; i++) {
                    cells.add(text(rows.getObject(i)));
                }
                lines.add(String.join(",", cells));
            }
            return lines;
        }
    }

    private static String text(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Number number) {
            BigDecimal plain = new BigDecimal(number.toString()).round(DIGITS);
            return plain.signum() == 0 ? "0" : plain.stripTrailingZeros().toPlainString();
        }
        if (value instanceof Timestamp time) {
            return time.toInstant().toString();
        }
        if (value instanceof OffsetDateTime time) {
            return time.toInstant().toString();
        }
        return value.toString();
    }
}
