package io.fleetstream.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.sandbox.support.ServiceJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class TidyITCase {
    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final Duration LONGER_THAN_A_STOP = Duration.ofSeconds(10);
    private static final long SECONDS = 120;

    private Path directory;
    private Process parent;

    /** Not a temporary one: the logs are wanted after a failure. */
    @BeforeEach
    void chooseDirectory(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName();
        directory = Path.of("target", "sandbox-tidy", name).toAbsolutePath();
    }

    @AfterEach
    void killParent() {
        if (parent != null) {
            parent.destroyForcibly();
        }
    }

    @Test
    void leavesNothingBehindWhenTheParentIsKilled() throws Exception {
        List<Long> pids = startParent(Service.values());
        parent.destroyForcibly();
        assertThat(parent.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        awaitNothingOf(pids);
    }

    @Test
    void leavesNothingBehindAfterATermination() throws Exception {
        List<Long> pids = startParent(Service.KAFKA, Service.POSTGRES);
        parent.destroy();
        assertThat(parent.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        awaitNothingOf(pids);
    }

    @Test
    void childrenAreDeafToCtrlCSoThatTheParentStopsThemInOrder() throws Exception {
        List<Long> pids = startParent(Service.KAFKA, Service.MQTT);
        // A terminal interrupts the whole group at once; here the children alone come first.
        interrupt(pids);
        Awaitility.await()
                .during(LONGER_THAN_A_STOP)
                .atMost(DEADLINE)
                .until(() -> pids.stream().allMatch(TidyITCase::alive));
        interrupt(List.of(parent.pid()));
        assertThat(parent.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        awaitNothingOf(pids);
        assertThat(directory.resolve("logs/kafka.log"))
                .content()
                .contains("Transition from SHUTTING_DOWN to SHUTDOWN");
        assertThat(directory.resolve("logs/mqtt.log")).content().contains("Shutdown completed.");
    }

    private static void interrupt(List<Long> pids) throws Exception {
        List<String> command = new ArrayList<>(List.of("kill", "-INT"));
        pids.forEach(pid -> command.add(pid.toString()));
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    }

    private List<Long> startParent(Service... services) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
        command.add(
                "-D%s=%s".formatted(ServiceJvm.PROPERTY, String.join(" ", ServiceJvm.options())));
        command.add("-Dfleet.home=" + System.getProperty("fleet.home"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(SandboxMain.class.getName(), directory.toString()));
        Stream.of(services)
                .filter(service -> service != Service.BRIDGE)
                .map(Service::name)
                .forEach(command::add);
        parent = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader output = parent.inputReader();
        String line = output.readLine();
        assertThat(line).as("what the parent says when ready").startsWith("pids ");
        List<Long> pids = Stream.of(line.split(" ")).skip(1).map(Long::valueOf).toList();
        assertThat(pids).allSatisfy(pid -> assertThat(alive(pid)).isTrue());
        return pids;
    }

    private void awaitNothingOf(List<Long> pids) {
        Awaitility.await()
                .atMost(DEADLINE)
                .untilAsserted(
                        () -> {
                            assertThat(pids).noneMatch(TidyITCase::alive);
                            assertThat(directory.resolve("tmp")).doesNotExist();
                            assertThat(directory.resolve("data")).doesNotExist();
                        });
        assertThat(Files.exists(directory.resolve("logs"))).isTrue();
    }

    private static boolean alive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
