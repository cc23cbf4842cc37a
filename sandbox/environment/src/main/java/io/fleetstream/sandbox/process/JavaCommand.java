package io.fleetstream.sandbox.process;

import io.fleetstream.sandbox.support.FleetHome;
import io.fleetstream.sandbox.support.ServiceJvm;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Java command line that ends with this JVM: the main class runs inside the process host, and its
 * temporary files stay in the run's directory.
 */
final class JavaCommand {
    private static final String HOST = "io.fleetstream.sandbox.host.ProcessHost";

    private final List<String> jvm = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private final String classPath;
    private final String mainClass;

    JavaCommand(FleetHome home, Path temporary, String classPath, String mainClass) {
        this.classPath = classPath + File.pathSeparator + home.classPath("process-host");
        this.mainClass = mainClass;
        jvm.add("-Djava.io.tmpdir=" + temporary);
        // Otherwise a killed JVM leaves a file in the system's temp folder.
        jvm.add("-XX:-UsePerfData");
        jvm.add("-XX:+ExitOnOutOfMemoryError");
    }

    /** Adds options of the JVM, among them its heap. */
    JavaCommand jvm(String... options) {
        jvm.addAll(List.of(options));
        return this;
    }

    /** Adds options of the JVM. */
    JavaCommand jvm(List<String> options) {
        jvm.addAll(options);
        return this;
    }

    /** Adds arguments of the main class. */
    JavaCommand arguments(Object... values) {
        for (Object value : values) {
            arguments.add(value.toString());
        }
        return this;
    }

    List<String> toList() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(ServiceJvm.options());
        command.addAll(List.of("-cp", classPath, HOST, mainClass));
        command.addAll(arguments);
        return command;
    }
}
