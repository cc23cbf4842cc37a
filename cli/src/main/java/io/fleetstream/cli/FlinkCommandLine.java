package io.fleetstream.cli;

import io.fleetstream.cli.stack.Home;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Flink's own command line client, from Maven artifacts instead of an installed distribution, with
 * the configuration in {@code flink-conf}.
 */
final class FlinkCommandLine {
    private static final Pattern JOB_ID = Pattern.compile("JobID ([0-9a-f]{32})");

    private static final Pattern MODULE_OPTION = Pattern.compile("--add-(?:opens|exports)=\\S+");

    private FlinkCommandLine() {}

    /**
     * {@code flink run -d} against a session cluster.
     *
     * @param cluster REST address, {@code http://host:port}
     * @return id of the job
     * @throws IOException with the end of what Flink said, if it did not accept the job
     */
    static String run(URI cluster, Path jar, Optional<String> savepoint, List<String> arguments)
            throws IOException, InterruptedException {
        Path lib = Home.directory().resolve("sandbox/flink-cluster/target/lib");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx384m", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
        command.addAll(moduleOptions());
        command.addAll(List.of("-cp", lib + "/*", "org.apache.flink.client.cli.CliFrontend"));
        command.addAll(List.of("run", "-d", "-m", address(cluster)));
        savepoint.ifPresent(path -> command.addAll(List.of("-s", path)));
        command.add(jar.toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .put("FLINK_CONF_DIR", Home.directory().resolve("flink-conf").toString());
        Path scratch = Files.createDirectories(Home.state().resolve("submit"));
        builder.environment().put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + scratch);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        Matcher id = JOB_ID.matcher(said);
        if (status != 0 || !id.find()) {
            throw new IOException("Flink did not accept the job: " + cause(said));
        }
        return id.group(1);
    }

    /** What Flink needs opened in the JDK, from the one place that lists it. */
    private static List<String> moduleOptions() throws IOException {
        String config = Files.readString(Home.directory().resolve("flink-conf/config.yaml"));
        return MODULE_OPTION.matcher(config).results().map(MatchResult::group).toList();
    }

    private static String address(URI cluster) {
        if (!"http".equals(cluster.getScheme()) || cluster.getHost() == null) {
            throw new IllegalArgumentException(
                    "--cluster is '" + cluster + "'; accepted: http://host:port");
        }
        return cluster.getHost() + ":" + (cluster.getPort() < 0 ? 80 : cluster.getPort());
    }

    /** The innermost cause in Flink's output, which is what the user can do something about. */
    private static String cause(String said) {
        List<String> causes =
                said.lines()
                        .filter(line -> line.startsWith("Caused by: "))
                        .map(String::strip)
                        .toList();
        if (!causes.isEmpty()) {
            return causes.get(causes.size() - 1).substring("Caused by: ".length());
        }
        List<String> lines = said.lines().filter(line -> !line.isBlank()).toList();
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - 4), lines.size()));
    }
}
