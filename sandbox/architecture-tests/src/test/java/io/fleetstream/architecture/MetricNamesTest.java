package io.fleetstream.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Alerts and dashboards ask for metrics the code has. */
class MetricNamesTest {
    private static final Pattern METRIC =
            Pattern.compile("flink_taskmanager_job_task_operator_fleet_(\\w+)|(fleet_bridge_\\w+)");

    /** Names after {@code fleet_} of jobs, whole names of the bridge. */
    static List<String> metrics() {
        String asked =
                ProjectFiles.text("flink-conf/prometheus/alerts.yml")
                        + ProjectFiles.text("flink-conf/grafana/dashboards/fleetstream.json")
                        + ProjectFiles.text("flink-conf/grafana/dashboards/ingest.json")
                        + ProjectFiles.text("flink-conf/grafana/dashboards/pipeline.json");
        return METRIC.matcher(asked)
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .distinct()
                .toList();
    }

    @Test
    void asksForMetricsOfJobsAndBridge() {
        assertThat(metrics())
                .anyMatch(name -> name.startsWith("fleet_bridge_"))
                .contains("reason_deadLetters");
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void everyMetricIsInTheCode(String metric) throws IOException {
        if (metric.startsWith("fleet_bridge_")) {
            String name = metric.replaceAll("_total$", "").replace("_", "[._]");
            assertThat(CompiledText.contains("connectors/mqtt-kafka-bridge", name)).isTrue();
        } else {
            for (String part : metric.split("_", -1)) {
                boolean known =
                        CompiledText.contains("jobs", part)
                                || CompiledText.contains("connectors/flink-connectors", part);
                assertThat(known).as(part).isTrue();
            }
        }
    }
}
