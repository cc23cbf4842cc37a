package io.fleetstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void listsTheBenchmarks() {
        assertThat(execute("--list")).isZero();
        assertThat(out.toString()).contains("ingest ").contains("bridge ");
    }

    @Test
    void explainsItself() {
        assertThat(execute("--help")).isZero();
        assertThat(out.toString()).contains("--json", "--records", "--repetitions", "--quick");
    }

    @Test
    void refusesABenchmarkThatDoesNotExist() {
        assertThat(execute("ingets")).isEqualTo(2);
        assertThat(err.toString()).contains("no benchmark called ingets; see --list");
    }

    @Test
    void refusesADrainWithoutRecords() {
        assertThat(execute("ingest", "--records", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--records must be at least 1");
    }

    @Test
    void refusesToMeasureColdProcesses() {
        assertThat(execute("ingest", "--warm-ups", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("both must be at least 1");
    }

    @Test
    void refusesAnUnknownOption() {
        assertThat(execute("--fast")).isEqualTo(2);
    }

    private int execute(String... arguments) {
        CommandLine command = Bench.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }
}
