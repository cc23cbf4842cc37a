package io.fleetstream.benchmarks.child;

import io.fleetstream.sandbox.support.ServiceJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How a measured JVM is started: the same flags for ceilings and for ours. */
final class ChildJvm {
    /** Fixed, so that no variant spends time on growing its heap. */
    static final List<String> HEAP = List.of("-Xms768m", "-Xmx768m");

    /** Flink reflects into these on Java 17. */
    private static final List<String> OPENED =
            List.of(
                    "java.lang",
                    "java.util",
                    "java.util.concurrent",
                    "java.time",
                    "java.net",
                    "java.nio");

    private ChildJvm() {}

    /**
     * The command without main class and arguments.
     *
     * @param temporary where it puts its temporary files
     * @param heap the JVM's flags for its heap
     * @param recording file for a flight recording of its whole life; empty for none
     */
    static List<String> command(Path temporary, List<String> heap, Optional<Path> recording) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(heap);
        command.add("-XX:+UseParallelGC");
        command.add("-XX:+ExitOnOutOfMemoryError");
        // Otherwise a killed JVM leaves a file in the system's temp folder.
        command.add("-XX:-UsePerfData");
        command.add("-Djava.io.tmpdir=" + temporary);
        recording.ifPresent(
                file -> {
                    command.add("-XX:+UnlockDiagnosticVMOptions");
                    // Otherwise samples fall on the safepoints only.
                    command.add("-XX:+DebugNonSafepoints");
                    command.add(
                            "-XX:StartFlightRecording:settings=profile,dumponexit=true,filename="
                                    + file);
                });
        OPENED.stream()
                .flatMap(name -> Stream.of("--add-opens", "java.base/" + name + "=ALL-UNNAMED"))
                .forEach(command::add);
        command.add("-Dlog4j2.configurationFile=" + Logging.CONFIGURATION);
        command.addAll(ServiceJvm.options());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        return command;
    }
}
