package io.fleetstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetstream.cli.archive.TestArchive;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rollout over a day of 120 devices that measure a of 20 to 29.9 every 10 minutes. */
class RolloutRehearseTest {
    @TempDir private Path directory;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path rule;
    private Path rollout;

    @BeforeEach
    void archive() throws IOException, SQLException {
        TestArchive.day(directory.resolve("archive"), 120);
        rule =
                Files.writeString(
                        directory.resolve("r.yaml"),
                        "rule: hot\nmetric: a\nlevels: [{severity: major, above: 29.8}]\n");
        rollout =
                Files.writeString(
                        directory.resolve("fw.yaml"),
                        """
                        rollout: fw
                        devices: model=m-1
                        document: {version: 2}
                        rollback: {version: 1}
                        budget: 200
                        buckets: 64
                        stages:
                          - {percent: 50, soak: PT4H}
                          - {percent: 100}
                        gate:
                          grace: PT1M
                          guards: [{name: heat, signals: ["alarm:hot"]}]
                        """);
    }

    @Test
    void tellsPowerAndFalseStops() throws IOException {
        assertThat(run("--rule", rule.toString(), "--shift", "a=+5", "--json", "--runs", "20"))
                .as(err.toString())
                .isZero();
        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.path("withEffect")).hasSize(20);
        assertThat(report.path("withEffect"))
                .allSatisfy(
                        each -> {
                            assertThat(each.path("ending").asText()).isEqualTo("STOPPED");
                            assertThat(each.path("reason").asText()).isEqualTo("HARM:heat");
                        });
        assertThat(report.path("withoutEffect"))
                .filteredOn(each -> each.path("ending").asText().equals("STOPPED"))
                .hasSizeLessThanOrEqualTo(3);
        assertThat(err.toString()).contains("17,280 readings", "120 devices are targets");
    }

    @Test
    void saysWhichGuardsAreBlind() {
        assertThat(run("--shift", "a=+5", "--runs", "1")).as(err.toString()).isZero();
        assertThat(err.toString()).contains("guards see nothing of rules without --rule: hot");
        err.getBuffer().setLength(0);
        assertThat(run("--rule", rule.toString(), "--runs", "1")).as(err.toString()).isZero();
        assertThat(err.toString()).doesNotContain("guards see nothing");
    }

    @Test
    void saysItInShort() {
        assertThat(run("--rule", rule.toString(), "--hazard", "alarm:hot=20", "--runs", "5"))
                .as(err.toString())
                .isZero();

        assertThat(out.toString())
                .containsPattern("stopped +0.0 % +100.0 %")
                .contains("false stops 0.0 % (of the gate at most 5.0 %), power 100.0 %, median");
    }

    @Test
    void refusesWhatItCannotUse() throws IOException {
        assertThat(run("--shift", "a:5")).isEqualTo(2);
        assertThat(err.toString()).contains("--shift is 'a:5', expected METRIC=+N");
        assertThat(run("--hazard", "alarm:hot=0.5")).isEqualTo(2);
        assertThat(err.toString()).contains("--hazard is 'alarm:hot=0.5'");
        Files.writeString(rollout, Files.readString(rollout).replace("m-1", "m-9"));
        assertThat(run()).isEqualTo(1);
        assertThat(err.toString()).contains("none of the recorded devices is a target of fw");
        Files.writeString(rollout, "rollout: fw\n");
        assertThat(run()).isEqualTo(1);
        assertThat(err.toString()).contains("fw.yaml", "budget");
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 5];
        all[0] = "rollout";
        all[1] = "rehearse";
        all[2] = rollout.toString();
        all[3] = "--archive";
        all[4] = directory.resolve("archive").toString();
        System.arraycopy(arguments, 0, all, 5, arguments.length);
        return Fleet.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }
}
