package io.fleetstream.cli.demo;

import io.fleetstream.cli.query.Lake;
import io.fleetstream.cli.query.QueryResult;
import io.fleetstream.cli.report.DeviceSeries;
import io.fleetstream.cli.report.Figures;
import io.fleetstream.cli.report.HtmlPage;
import io.fleetstream.cli.report.HtmlTable;
import io.fleetstream.cli.report.Point;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The page that tells what happened in a demo. */
final class DemoPage {
    private static final String RATES =
            """
            SELECT date_bin('1 second', received_at, 'epoch') AS at, count(*) AS values,
                   count(DISTINCT (source_partition, source_offset)) AS messages
              FROM device_readings
             GROUP BY 1
             ORDER BY 1 LIMIT 3600
            """;

    private static final String BY_SITE =
            "SELECT org || '/' || site, count(*) FROM device_readings GROUP BY 1 ORDER BY 1 LIMIT"
                    + " 30";

    private static final String BY_REASON =
            "SELECT reason, count(*) FROM dead_letters GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 30";

    private static final String BY_RULE =
            "SELECT rule_id, count(*) FROM alarms GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 30";

    private static final String LOSS =
            """
            SELECT site || ', ' || coalesce(firmware, 'unknown firmware'),
                   coalesce(100 * greatest(sum(missing_net), 0)
                       / nullif(sum(received_distinct) + greatest(sum(missing_net), 0), 0), 0)
              FROM v_loss
             GROUP BY 1
             ORDER BY 2 DESC, 1 LIMIT 12
            """;

    private final DemoReport report;
    private final Outputs outputs;
    private final DetectionScore score;
    private final Instant finished;

    DemoPage(DemoReport report, Outputs outputs, DetectionScore score, Instant finished) {
        this.report = report;
        this.outputs = outputs;
        this.score = score;
        this.finished = finished;
    }

    String html(DeviceSeries series) throws SQLException, IOException {
        HtmlPage page = new HtmlPage("Fleetstream demo");
        page.verdict(
                report.ok(),
                report.ok()
                        ? "Every invariant holds: nothing was lost, nothing was doubled."
                        : "An invariant is broken; see the table.");
        page.add(HtmlPage.tiles(tiles()));
        page.section(
                "What arrived, second by second",
                "Messages that became readings and the values in them, by the second the bridge"
                        + " took them from the MQTT broker.");
        page.add(Figures.lines("rate", "Readings over time", "per second", rates()));
        page.add(Figures.bars("sites", "Values stored, by site", "values", bars(BY_SITE)));
        page.section(
                "One device",
                "A device whose values move, as stored, over the band of its windows.");
        page.add(Figures.band("device", series));
        page.section(
                "Anomalies and alarms",
                "The emulator puts anomalies in and says where; these rules are simple ones,"
                        + " without detectors: "
                        + score.told()
                        + ".");
        page.add(Figures.bars("found", "Anomalies found, by kind", "%", found()));
        page.add(Figures.bars("alarms", "Alarms, by rule", "alarms", bars(BY_RULE)));
        page.section(
                "Two rollouts",
                "Two images for motors, under the same policy: a good one, and one that makes"
                        + " motors overheat. The gate compares motors that have it with those that"
                        + " have not, and decides by itself.");
        page.add(table(DemoQuery.ROLLOUTS));
        page.add(table(DemoQuery.VERSIONS));
        page.section(
                "What was refused, and what never came",
                "Some messages are malformed on purpose, and some never sent; both must show here,"
                        + " and nothing else.");
        page.add(Figures.bars("reasons", "Dead letters, by reason", "messages", bars(BY_REASON)));
        page.add(Figures.bars("loss", "Loss, by site and firmware, worst first", "%", bars(LOSS)));
        page.section(
                "Invariants",
                "What must hold at the end of every run: each stage's books against those of the"
                        + " others.");
        page.add(
                HtmlTable.of(
                        "Invariants",
                        List.of("", "invariant", "expected", "actual"),
                        invariants()));
        page.section("The same from both ends", "Tables by SQL, files by DuckDB.");
        page.add(table(DemoQuery.BY_TYPE));
        page.add(table(DemoQuery.LAKE));
        page.section(
                "How it was run", "Same seed, same fleet: ./fleet demo --seed " + report.seed());
        page.add(HtmlTable.of("Versions", List.of("what", "version"), versions()));
        return page.html();
    }

    private Map<String, String> tiles() {
        Map<String, String> tiles = new LinkedHashMap<>();
        for (String name :
                List.of("devices", "publishedMessages", "values", "deadLetters", "duplicates")) {
            Long figure = report.counts().get(name);
            if (figure != null) {
                tiles.put(words(name), String.format(Locale.ROOT, "%,d", figure));
            }
        }
        long held = report.invariants().stream().filter(Invariant::ok).count();
        tiles.put("invariants hold", held + " of " + report.invariants().size());
        return tiles;
    }

    private static String words(String name) {
        return name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    private Map<String, List<Point>> rates() throws SQLException {
        List<Point> values = new ArrayList<>();
        List<Point> messages = new ArrayList<>();
        for (List<Object> row : outputs.query(RATES).rows()) {
            Instant at = ((Timestamp) row.get(0)).toInstant();
            values.add(new Point(at, ((Number) row.get(1)).doubleValue()));
            messages.add(new Point(at, ((Number) row.get(2)).doubleValue()));
        }
        Map<String, List<Point>> lines = new LinkedHashMap<>();
        if (!values.isEmpty()) {
            lines.put("values", values);
            lines.put("messages", messages);
        }
        return lines;
    }

    private Map<String, Double> found() {
        Map<String, Double> found = new LinkedHashMap<>();
        score.recallByKind().forEach((kind, share) -> found.put(kind, 100 * share));
        found.put("all of them", 100 * score.recall());
        found.put("alarms that were right", 100 * score.precision());
        return found;
    }

    private Map<String, Double> bars(String sql) throws SQLException {
        Map<String, Double> bars = new LinkedHashMap<>();
        for (List<Object> row : outputs.query(sql).rows()) {
            bars.put(String.valueOf(row.get(0)), ((Number) row.get(1)).doubleValue());
        }
        return bars;
    }

    private List<List<Object>> invariants() {
        List<List<Object>> rows = new ArrayList<>();
        for (Invariant each : report.invariants()) {
            rows.add(
                    List.of(
                            each.ok() ? "ok" : "BROKEN",
                            each.name(),
                            each.expected(),
                            each.actual()));
        }
        return rows;
    }

    private String table(DemoQuery query) throws SQLException, IOException {
        QueryResult result;
        if (query.onParquet()) {
            try (Lake lake = outputs.lake()) {
                result = lake.query(query.sql());
            }
        } else {
            result = outputs.query(query.sql());
        }
        return HtmlTable.of(
                query.question() + " (" + query.where() + ")", result.columns(), result.rows());
    }

    private List<List<Object>> versions() throws SQLException {
        String fleet = DemoPage.class.getPackage().getImplementationVersion();
        List<List<Object>> rows = new ArrayList<>();
        rows.add(List.of("Fleetstream", fleet == null ? "development" : fleet));
        rows.add(List.of("Java", Runtime.version().toString()));
        rows.add(
                List.of(
                        "database",
                        String.valueOf(outputs.query("SHOW server_version").rows().get(0).get(0))));
        rows.add(List.of("finished (UTC)", finished.toString()));
        return rows;
    }
}
