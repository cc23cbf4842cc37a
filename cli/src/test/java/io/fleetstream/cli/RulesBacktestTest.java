package io.fleetstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetstream.cli.archive.TestArchive;
import io.fleetstream.jobs.anomaly.domain.alarm.AlarmIds;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules over an archive: d1 has a of 0.5 and a minute later of 1.5, beside a b that is BAD. */
class RulesBacktestTest {
    @TempDir private Path directory;
    private StringWriter out;
    private StringWriter err;

    @BeforeEach
    void archive() throws IOException, SQLException {
        TestArchive.readings(directory.resolve("archive"));
        clear();
    }

    @Test
    void tellsWhatTheJobWouldHaveTold() throws IOException {
        Path rule = rule("a", "levels: [{severity: major, above: 1}]");

        assertThat(run("--rule", rule.toString(), "--json")).as(err.toString()).isZero();
        JsonNode event = new ObjectMapper().readTree(out.toString());
        Instant raised = Instant.parse("2026-03-01T12:01:00Z");
        assertThat(event.path("device_id").asText()).isEqualTo("d1");
        assertThat(event.path("change").asText()).isEqualTo("RAISED");
        assertThat(event.path("severity").asText()).isEqualTo("MAJOR");
        assertThat(Instant.parse(event.path("happened_at").asText())).isEqualTo(raised);
        assertThat(event.path("alarm_id").asText())
                .isEqualTo(AlarmIds.of("r", "d1", raised.toEpochMilli()));
        assertThat(err.toString())
                .contains("1 alarms, 1 of them open at the end; 3 readings of 2 devices, 0 too");

        clear();
        assertThat(run("--rule", rule.toString())).isZero();
        assertThat(out.toString()).containsPattern("MAJOR +d1 +r +2026-03-01T12:01:00Z +a=1.5");
        assertThat(run("--rule", rule.toString(), "--device", "d2")).isZero();
        assertThat(err.toString()).contains("0 alarms", "1 readings of 1 devices");
    }

    @Test
    void waitsForWhatFallsDueAsLongAsItIsTold() throws IOException {
        Path rule = rule("a", "levels: [{severity: major, above: 1, hold: PT10S}]");

        assertThat(run("--rule", rule.toString())).isZero();
        assertThat(err.toString()).contains("0 alarms");
        assertThat(run("--rule", rule.toString(), "--to", "2026-03-01T12:02:00Z")).isZero();
        assertThat(out.toString()).contains("2026-03-01T12:01:10Z");
    }

    @Test
    void believesNoValueThatIsBad() throws IOException {
        Path rule = rule("b", "levels: [{severity: major, above: 0}]");

        assertThat(run("--rule", rule.toString())).isZero();
        assertThat(err.toString()).contains("0 alarms");
    }

    @Test
    void refusesWhatItCannotUse() throws IOException {
        assertThat(run("--rule", rule("a", "levels: []").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("r.yaml", "levels");
        Path good = rule("a", "levels: [{severity: major, above: 1}]");
        assertThat(run("--rule", good.toString(), "--from", "2027-01-01T00:00:00Z")).isEqualTo(1);
        assertThat(err.toString()).contains("the archive has no readings of that range");
        assertThat(run("--rule", good.toString(), "--reorder-bound", "PT2H")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
    }

    private void clear() {
        out = new StringWriter();
        err = new StringWriter();
    }

    private Path rule(String metric, String levels) throws IOException {
        return Files.writeString(
                directory.resolve("r.yaml"), "rule: r\nmetric: " + metric + "\n" + levels + "\n");
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 4];
        all[0] = "rules";
        all[1] = "backtest";
        all[2] = "--archive";
        all[3] = directory.resolve("archive").toString();
        System.arraycopy(arguments, 0, all, 4, arguments.length);
        return Fleet.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }
}
