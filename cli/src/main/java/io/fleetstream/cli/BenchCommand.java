package io.fleetstream.cli;

import io.fleetstream.cli.stack.Home;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Hands over to the benchmarks, which have a class path and a JVM of their own. */
@Command(
        name = "bench",
        description = "Runs benchmarks beside their ceilings; ./fleet bench --help lists them.")
final class BenchCommand implements Callable<Integer> {
    @Unmatched private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path target = Home.directory().resolve("benchmarks/target");
        if (!Files.isRegularFile(target.resolve("fleet-benchmarks.jar"))) {
            throw new IOException("the benchmarks are not built: run mvn package -DskipTests");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-Dfleet.home=" + Home.directory(), "-cp"));
        command.add(
                target.resolve("fleet-benchmarks.jar") + File.pathSeparator + target + "/lib/*");
        command.add("io.fleetstream.benchmarks.Bench");
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return process.waitFor();
    }
}
