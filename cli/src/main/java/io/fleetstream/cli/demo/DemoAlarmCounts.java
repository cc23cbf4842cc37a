package io.fleetstream.cli.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The books of the demo's alarms.
 *
 * @param alarms alarms in the topic
 * @param rows rows of the table {@code alarms}
 * @param events what happened to them, in the topic, each once
 * @param eventRows rows of the table {@code alarm_events}
 * @param score what they found of what was put in
 */
record DemoAlarmCounts(long alarms, long rows, long events, long eventRows, DetectionScore score) {

    /** Whether the tables have what the topic has. */
    boolean isSettled() {
        return alarms == rows && events == eventRows;
    }

    /** Figures by name. */
    Map<String, Long> figures() {
        Map<String, Long> figures = new LinkedHashMap<>();
        figures.put("anomaliesInjected", score.anomalies());
        figures.put("anomaliesFound", score.found());
        figures.put("alarms", alarms);
        figures.put("alarmsOfAnomalies", score.right());
        return figures;
    }

    /** What must hold. */
    List<Invariant> invariants() {
        return List.of(
                Invariant.equal("alarms: in the topic = rows in the database", alarms, rows),
                Invariant.equal(
                        "alarms: what happened to them = rows in the database", events, eventRows));
    }
}
