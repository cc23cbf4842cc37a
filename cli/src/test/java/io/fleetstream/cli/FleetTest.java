package io.fleetstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class FleetTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"demo", "up", "submit", "emulate", "query", "topics", "db"})
    void everyCommandExplainsItself(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).contains("Usage:").contains(command);
    }

    @Test
    void wrongUsageEndsWithTwo() {
        assertThat(run("demo", "--devices", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--devices is 0; accepted: 1 to 300");
        assertThat(run("nonsense")).isEqualTo(2);
    }

    @Test
    void failureEndsWithOneAndOneLineThatSaysWhy() {
        assertThat(run("submit", "no-such-job", "--cluster", "http://127.0.0.1:1")).isEqualTo(1);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("fleet submit: no job 'no-such-job'");
    }

    @Test
    void listsTheTopicCatalogue() {
        assertThat(run("topics", "list")).isZero();
        assertThat(out.toString()).contains("telemetry.readings");
    }

    private int run(String... arguments) {
        CommandLine fleet = Fleet.commandLine();
        fleet.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return fleet.execute(arguments);
    }
}
