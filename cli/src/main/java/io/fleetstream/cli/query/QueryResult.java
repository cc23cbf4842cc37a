package io.fleetstream.cli.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The answer to a query.
 *
 * @param columns names, in order
 * @param rows values, null for NULL
 */
public record QueryResult(List<String> columns, List<List<Object>> rows) {

    /** Runs one statement and reads its whole answer; a statement without one gives no rows. */
    public static QueryResult of(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return new QueryResult(
                        List.of("rows_changed"), List.of(List.of(statement.getUpdateCount())));
            }
            try (ResultSet results = statement.getResultSet()) {
                return read(results);
            }
        }
    }

    private static QueryResult read(ResultSet results) throws SQLException {
        ResultSetMetaData description = results.getMetaData();
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= description.getColumnCount(); i++) {
            columns.add(description.getColumnLabel(i));
        }
        List<List<Object>> rows = new ArrayList<>();
        while (results.next()) {
            List<Object> row = new ArrayList<>();
            for (int i = 1; i <= columns.size(); i++) {
                row.add(results.getObject(i));
            }
            rows.add(row);
        }
        return new QueryResult(columns, rows);
    }

    /** First column of the first row, as a number. */
    public long firstLong() {
        return ((Number) rows.get(0).get(0)).longValue();
    }

    /** Aligned text; numbers to the right. */
    public String asTable() {
        return TextTable.of(columns, rows);
    }

    /** RFC 4180, with a header line. */
    public String asCsv() {
        StringBuilder text = new StringBuilder();
        text.append(columns.stream().map(QueryResult::csv).collect(Collectors.joining(",")));
        text.append("\r\n");
        for (List<Object> row : rows) {
            text.append(row.stream().map(QueryResult::csv).collect(Collectors.joining(",")));
            text.append("\r\n");
        }
        return text.toString();
    }

    /** An array with one object per row. */
    public String asJson() {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (List<Object> row : rows) {
            Map<String, Object> object = new LinkedHashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                Object value = row.get(i);
                boolean plain =
                        value == null || value instanceof Number || value instanceof Boolean;
                object.put(columns.get(i), plain ? value : value.toString());
            }
            objects.add(object);
        }
        try {
            return new ObjectMapper().writeValueAsString(objects);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers, booleans and text are always JSON", e);
        }
    }

    private static String csv(Object value) {
        String text = value == null ? "" : value.toString();
        boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
