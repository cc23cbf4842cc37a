package io.fleetstream.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessLogTest {
    @TempDir private Path directory;

    @Test
    void showsTheFirstErrorsAndTheLastLinesOfThePresentRunOnly() throws IOException {
        Path file = Files.writeString(directory.resolve("x.log"), "ERROR of the run before\n");
        ProcessLog log = ProcessLog.appendTo(file);
        write(file, List.of("2026 ERROR cause"));
        write(file, Collections.nCopies(100, "noise"));
        write(file, List.of("last"));
        assertThat(log.tail().lines())
                .startsWith("2026 ERROR cause", "noise")
                .endsWith("last")
                .hasSize(31);
    }

    @Test
    void noticesATakenPortInTheWordsOfEveryServer() throws IOException {
        for (String words :
                List.of(
                        "Failed to bind: Address already in use.",
                        "Could not start TCP Listener on port 1. Is it already in use?",
                        "java.net.BindException: cannot",
                        "Could not start rest endpoint on any port in port range 1")) {
            Path file = directory.resolve("port.log");
            ProcessLog log = ProcessLog.appendTo(file);
            assertThat(log.saysPortTaken()).isFalse();
            write(file, List.of(words));
            assertThat(log.saysPortTaken()).as(words).isTrue();
        }
    }

    private static void write(Path file, List<String> lines) throws IOException {
        Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
