package io.fleetstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.cli.stack.Home;
import io.fleetstream.cli.stack.Stack;
import io.fleetstream.sandbox.support.ServiceJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * What a {@code ./fleet} command did in a process of its own.
 *
 * @param status its exit status
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record FleetProcess(int status, String out, String err) {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Starts one with the endpoints of the stack in its environment. */
    static Running start(Stack stack, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:-UsePerfData"));
        command.addAll(ServiceJvm.options());
        command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
        command.add("-Dfleet.home=" + Home.directory());
        command.add("-jar");
        command.add(Home.directory().resolve("cli/target/fleet-cli.jar").toString());
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile("fleet", ".out");
        Path err = Files.createTempFile("fleet", ".err");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().putAll(stack.endpoints().values());
        return new Running(builder.start(), out, err);
    }

    /** A command under way. */
    record Running(Process process, Path out, Path err) implements AutoCloseable {
        void awaitErr(String text) {
            Awaitility.await().atMost(PATIENCE).until(() -> Files.readString(err).contains(text));
        }

        FleetProcess await() throws IOException, InterruptedException {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            return new FleetProcess(
                    process.exitValue(), Files.readString(out), Files.readString(err));
        }

        @Override
        public void close() throws IOException {
            process.destroyForcibly();
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        }
    }
}
