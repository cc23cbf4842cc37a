package io.fleetstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetstream.cli.stack.Home;
import io.fleetstream.sandbox.support.ServiceJvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code fleet up} goes on when a process of it is killed; and whatever ends it, nothing of it
 * stays: no process, no port, no temporary file.
 */
@Tag("own-stacks")
class UpITCase {
    private static final Duration TO_START = Duration.ofMinutes(9);
    private static final Duration TO_STOP = Duration.ofMinutes(2);
    private static final Pattern PORT = Pattern.compile("(?:127\\.0\\.0\\.1|localhost):(\\d+)");

    @TempDir private Path logs;
    @TempDir private Path temporary;
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endWhatIsLeft() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void leavesNothingBehindWhenInterruptedOrKilledThoughTwoRunAtOnce() throws Exception {
        Running first = up("first", "ingest,archive");
        Running second = up("second", "ingest");
        awaitReady(first);
        awaitReady(second);
        killAndAwaitStart(first, "TaskManagerRunner", "taskmanager-");
        killAndAwaitStart(first, "StandaloneSessionClusterEntrypoint", "jobmanager");
        Set<ProcessHandle> firstChildren = children(first);
        Set<ProcessHandle> secondChildren = children(second);
        List<Integer> ports = new ArrayList<>(ports(first));
        ports.addAll(ports(second));
        assertThat(firstChildren).hasSizeGreaterThanOrEqualTo(8);
        assertThat(ports).doesNotHaveDuplicates();
        Set<Path> temporaryFiles = temporaryFiles(firstChildren);
        temporaryFiles.addAll(temporaryFiles(secondChildren));

        new ProcessBuilder("kill", "-INT", Long.toString(first.process().pid())).start().waitFor();
        second.process().destroyForcibly();

        await().atMost(TO_STOP)
                .untilAsserted(
                        () -> {
                            assertThat(first.process().isAlive()).isFalse();
                            assertThat(firstChildren).noneMatch(ProcessHandle::isAlive);
                            assertThat(secondChildren).noneMatch(ProcessHandle::isAlive);
                        });
        assertThat(ports).noneMatch(UpITCase::listening);
        assertThat(temporaryFiles).as("files in the system's directory").noneMatch(Files::exists);
        assertThat(temporary).isEmptyDirectory();
        assertThat(first.endpoints()).doesNotExist();
    }

    private Running up(String name, String jobs) throws IOException {
        Path log = logs.resolve(name + ".log");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process =
                new ProcessBuilder(
                                java,
                                "-Xmx256m",
                                "-XX:-UsePerfData",
                                "-XX:TieredStopAtLevel=1",
                                "-Djava.io.tmpdir=" + temporary,
                                "-D%s=%s"
                                        .formatted(
                                                ServiceJvm.PROPERTY,
                                                String.join(" ", ServiceJvm.options())),
                                "-Dfleet.home=" + Home.directory(),
                                "-jar",
                                Home.directory().resolve("cli/target/fleet-cli.jar").toString(),
                                "up",
                                "--jobs",
                                jobs)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        started.add(process);
        return new Running(process, log);
    }

    private static void awaitReady(Running running) {
        await().atMost(TO_START)
                .untilAsserted(
                        () -> {
                            String log = Files.readString(running.log());
                            assertThat(running.process().isAlive()).as(log).isTrue();
                            assertThat(log).contains("Ctrl-C stops everything");
                        });
    }

    private static void killAndAwaitStart(Running running, String mainClass, String name) {
        ProcessHandle victim =
                children(running).stream()
                        .filter(child -> child.info().commandLine().orElse("").contains(mainClass))
                        .findFirst()
                        .orElseThrow();
        assertThat(victim.destroyForcibly()).isTrue();
        await().atMost(TO_START)
                .untilAsserted(
                        () ->
                                assertThat(Files.readString(running.log()))
                                        .containsPattern(name + "[0-9]*: died; starting it again")
                                        .containsPattern(name + "[0-9]*: runs again"));
    }

    private static Set<ProcessHandle> children(Running running) {
        return running.process().descendants().collect(Collectors.toSet());
    }

    private static List<Integer> ports(Running running) throws IOException {
        Matcher matcher = PORT.matcher(Files.readString(running.log()));
        Set<Integer> ports = new HashSet<>();
        while (matcher.find()) {
            ports.add(Integer.valueOf(matcher.group(1)));
        }
        return List.copyOf(ports);
    }

    private static boolean listening(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * What processes have opened or loaded from the system's temporary directory, native libraries
     * above all; not what other programs have there.
     */
    private static Set<Path> temporaryFiles(Set<ProcessHandle> processes) throws IOException {
        Set<Path> files = new HashSet<>();
        for (ProcessHandle process : processes) {
            try {
                addFiles(Path.of("/proc", Long.toString(process.pid())), files);
            } catch (IOException e) {
                if (process.isAlive()) {
                    throw e;
                }
                // a connection of the database that is over
            }
        }
        files.removeIf(file -> !file.startsWith("/tmp") || file.startsWith(Home.directory()));
        return files;
    }

    private static void addFiles(Path process, Set<Path> files) throws IOException {
        for (String line : Files.readAllLines(process.resolve("maps"))) {
            if (line.indexOf('/') > 0) {
                files.add(Path.of(line.substring(line.indexOf('/'))));
            }
        }
        try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
            descriptors.flatMap(each -> target(each).stream()).forEach(files::add);
        }
    }

    /** Where a descriptor leads to, if it is still open. */
    private static Optional<Path> target(Path descriptor) {
        try {
            return Optional.of(Files.readSymbolicLink(descriptor));
        } catch (IOException e) {
            // closed since it was listed
            return Optional.empty();
        }
    }

    private record Running(Process process, Path log) {
        /** The file this stack said it has written. */
        Path endpoints() throws IOException {
            Matcher matcher =
                    Pattern.compile("Written to (\\S+endpoints\\.env)")
                            .matcher(Files.readString(log));
            assertThat(matcher.find()).isTrue();
            return Home.directory().resolve(matcher.group(1));
        }
    }
}
