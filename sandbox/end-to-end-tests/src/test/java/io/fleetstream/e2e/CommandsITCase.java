package io.fleetstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.cli.stack.Home;
import io.fleetstream.sandbox.FlinkService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The commands an operator types against a running stack, in processes of their own. */
class CommandsITCase {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @RegisterExtension static final SharedStack SHARED = new SharedStack();

    @Test
    void submitsAJobThatRuns() throws Exception {
        FlinkService flink = SHARED.stack().sandbox().flink();

        String job = fleet("submit", "timescale", "--", "--kafka.group-id", "second").strip();

        assertThat(job).matches("[0-9a-f]{32}");
        flink.awaitRunning(job, PATIENCE);
        flink.cancel(job, PATIENCE);
    }

    @Test
    void createsTopicsAndTablesThatAreThereAlready() throws Exception {
        assertThat(fleet("topics", "create", "--replication", "1"))
                .contains("telemetry.readings", "was there");
        assertThat(fleet("db", "migrate")).contains("0 migrations applied");
    }

    @Test
    void answersQueriesOnTables() throws Exception {
        assertThat(fleet("query", "--format", "csv", "SELECT count(*) AS n FROM devices"))
                .startsWith("n\r\n");
    }

    private static String fleet(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:-UsePerfData", "-XX:TieredStopAtLevel=1"));
        command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
        command.add("-Dfleet.home=" + Home.directory());
        command.add("-jar");
        command.add(Home.directory().resolve("cli/target/fleet-cli.jar").toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(SHARED.stack().endpoints().values());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(String.join(" ", arguments) + "\n" + said).isZero();
        return said;
    }
}
