package io.fleetstream.cli.demo;

import io.fleetstream.cli.query.QueryResult;
import io.fleetstream.cli.report.DeviceSeries;
import io.fleetstream.cli.report.Point;
import io.fleetstream.cli.report.Window;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** A device of the demo worth drawing: one with many values that move. */
final class DemoSeries {
    private static final String CHOICE =
            """
            SELECT device_id, metric, coalesce(max(unit), '') AS unit
              FROM device_readings
             WHERE quality <> 'BAD'
             GROUP BY device_id, metric
            HAVING stddev_samp(value) > 0
             ORDER BY metric = 'temperature' DESC, count(*) DESC, stddev_samp(value) DESC, device_id
             LIMIT 1
            """;

    private static final String VALUES =
            """
            SELECT time, value FROM device_readings
             WHERE device_id = %s AND metric = %s AND quality <> 'BAD'
             ORDER BY time LIMIT 2000
            """;

    private static final String WINDOWS =
            """
            SELECT window_start, window_end, min, mean, max FROM window_aggregates
             WHERE scope = 'DEVICE' AND window_name = %s AND subject = %s AND metric = %s AND count > 0
             ORDER BY window_start LIMIT 500
            """;

    private static final String WINDOWS_OF_ROWS =
            """
            SELECT date_bin('10 seconds', time, 'epoch') AS window_start,
                   date_bin('10 seconds', time, 'epoch') + INTERVAL '10 seconds' AS window_end,
                   min(value), avg(value), max(value)
              FROM device_readings
             WHERE device_id = %s AND metric = %s AND quality <> 'BAD'
             GROUP BY 1, 2
             ORDER BY 1 LIMIT 500
            """;

    private DemoSeries() {}

    /** The series as the database has it; without values if it has none. */
    static DeviceSeries of(Outputs outputs) throws SQLException {
        List<List<Object>> choice = outputs.query(CHOICE).rows();
        if (choice.isEmpty()) {
            return new DeviceSeries("no device", "", "", List.of(), List.of(), "none");
        }
        String device = (String) choice.get(0).get(0);
        String metric = (String) choice.get(0).get(1);
        String unit = Objects.toString(choice.get(0).get(2));
        List<Point> points =
                outputs.query(VALUES.formatted(quoted(device), quoted(metric))).rows().stream()
                        .map(row -> new Point(instant(row.get(0)), number(row.get(1))))
                        .toList();
        QueryResult windows =
                outputs.query(
                        WINDOWS.formatted(
                                quoted(DemoWindows.NAME), quoted(device), quoted(metric)));
        String from = "job aggregate, " + DemoWindows.NAME;
        if (windows.rows().isEmpty()) {
            windows = outputs.query(WINDOWS_OF_ROWS.formatted(quoted(device), quoted(metric)));
            from = "SQL over the stored rows, 10s";
        }
        return new DeviceSeries(device, metric, unit, points, windows(windows), from);
    }

    private static List<Window> windows(QueryResult result) {
        return result.rows().stream()
                .map(
                        row ->
                                new Window(
                                        instant(row.get(0)),
                                        instant(row.get(1)),
                                        number(row.get(2)),
                                        number(row.get(3)),
                                        number(row.get(4))))
                .toList();
    }

    private static Instant instant(Object time) {
        return ((Timestamp) time).toInstant();
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    /** Names are checked by ingest, but a literal is quoted whatever it holds. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
