package io.fleetstream.emulator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many devices in one process with little memory. {@code -Dfleet.emulator.devices=10000}, {@code
 * -Dfleet.emulator.heap=…} and {@code -Dfleet.emulator.rate=…} make it the run whose figures stand
 * in the README.
 */
class ManyDevicesITCase {
    private static final int DEVICES = Integer.getInteger("fleet.emulator.devices", 500);
    private static final String HEAP = System.getProperty("fleet.emulator.heap", "48m");
    private static final String RATE = System.getProperty("fleet.emulator.rate", "1/s");

    /** One a second: long enough for a progress line while all are connected, on a slow machine. */
    private static final int MESSAGES = 24;

    private static final int MOST_THREADS = 60;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @RegisterExtension static final SharedBroker BROKER = new SharedBroker();

    @TempDir private Path directory;

    @Test
    void oneProcessCarriesAFleetWithFewThreadsAndLittleMemory() throws Exception {
        Path reportFile = directory.resolve("report.json");
        Process emulator = emulator(reportFile);
        try {
            Use use = new Use(emulator);
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(use::ended);
            assertThat(emulator.exitValue()).isZero();
            JsonNode report = new ObjectMapper().readTree(reportFile.toFile());
            long published = report.path("published").asLong();
            System.out.printf(
                    "%d devices, heap %s: %d messages in %.1f s, %.1f s CPU, %.0f us CPU a message,"
                            + " %d MiB resident, %d threads, %d reconnects%n",
                    DEVICES,
                    HEAP,
                    published,
                    report.path("elapsedSeconds").asDouble(),
                    use.cpu.toMillis() / 1e3,
                    use.cpu.toNanos() / 1e3 / published,
                    use.residentKib / 1024,
                    use.threads,
                    report.path("reconnects").asLong());
            assertThat(published).isEqualTo((long) DEVICES * MESSAGES);
            assertThat(report.path("unpublished").asLong()).isZero();
            assertThat(use.mostConnected).isEqualTo(DEVICES);
            assertThat(use.threads).isLessThan(MOST_THREADS);
        } finally {
            emulator.destroyForcibly().waitFor();
        }
    }

    private Process emulator(Path reportFile) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx" + HEAP, "-XX:MaxDirectMemorySize=64m", "-XX:+UseSerialGC"));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
        command.addAll(List.of("-jar", Path.of("target", "fleet-device-emulator.jar").toString()));
        command.addAll(List.of("run", "--url", BROKER.mqtt().url(), "--org", "many"));
        command.addAll(List.of("--id-prefix", "many-", "--seed", "20261120", "--rate", RATE));
        command.addAll(List.of("--devices", Integer.toString(DEVICES)));
        command.addAll(List.of("--messages", Integer.toString(MESSAGES)));
        command.addAll(List.of("--connect-rate", "500", "--report-file", reportFile.toString()));
        command.addAll(List.of("--keep-alive", "PT60S"));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
    }

    private static Path log() {
        return Path.of("target", "emulator-many.log");
    }

    /** The greatest figures seen of a process; Linux only where they come from /proc. */
    private static final class Use {
        private final Process process;
        private Duration cpu = Duration.ZERO;
        private long residentKib;
        private long threads;
        private long mostConnected;

        Use(Process process) {
            this.process = process;
        }

        boolean ended() throws IOException {
            process.info().totalCpuDuration().ifPresent(spent -> cpu = spent);
            Path status = Path.of("/proc", Long.toString(process.pid()), "status");
            if (process.isAlive() && Files.exists(status)) {
                for (String line : Files.readAllLines(status)) {
                    if (line.startsWith("VmHWM:")) {
                        residentKib = Math.max(residentKib, number(line));
                    } else if (line.startsWith("Threads:")) {
                        threads = Math.max(threads, number(line));
                    }
                }
            }
            for (String line : Files.readAllLines(log())) {
                if (line.matches("\\d+/\\d+ connected.*")) {
                    mostConnected =
                            Math.max(
                                    mostConnected,
                                    Long.parseLong(line.substring(0, line.indexOf('/'))));
                }
            }
            return !process.isAlive();
        }

        private static long number(String line) {
            return Long.parseLong(line.replaceAll("\\D", ""));
        }
    }
}
