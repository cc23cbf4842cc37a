package io.fleetstream.sandbox.process;

import io.fleetstream.sandbox.Service;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Configuration and command lines of one cluster. */
final class FlinkCluster {
    private static final String MODULE = "flink-cluster";
    private static final String JVM_OPTIONS = "env.java.opts.all";

    /**
     * A busy machine takes longer than Pekko's ten seconds to open the port for calls, and the
     * process gives up. {@code pekko.startup-timeout} does not help: Flink hands it on under a name
     * that its transport has not had for long. Pekko's own settings are system properties.
     */
    private static final String PATIENT_REMOTING = "-Dpekko.remote.classic.startup-timeout=120s";

    private final ProcessContext context;
    private final FlinkConfiguration configuration;
    private final Path directory;
    private final Map<String, String> highAvailability;

    FlinkCluster(ProcessContext context, String quorum, int rpcPort, int restPort) {
        this.context = context;
        this.directory = context.run().directory().resolve("flink-conf");
        this.configuration =
                FlinkConfiguration.read(context.home().built("flink-conf/config.yaml"))
                        .with(
                                FlinkDefaults.of(
                                        rpcPort,
                                        restPort,
                                        context.run().data(Service.FLINK),
                                        context.run().temporary()))
                        .with(context.run().settingsOf(Service.FLINK));
        configuration.write(directory);
        highAvailability =
                FlinkHighAvailability.of(quorum, rpcPort, context.run().data(Service.FLINK));
        context.run()
                .settingsOf(Service.FLINK)
                .forEach(
                        (key, value) ->
                                highAvailability.computeIfPresent(key, (known, old) -> value));
    }

    Path directory() {
        return directory;
    }

    ManagedProcess startJobManager(int metricsPort) {
        JavaCommand command =
                java("org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint")
                        .jvm(
                                mebibytes("-Xmx", "jobmanager.memory.heap.size"),
                                mebibytes(
                                        "-XX:MaxMetaspaceSize=",
                                        "jobmanager.memory.jvm-metaspace.size"))
                        .jvm(configuration.options(JVM_OPTIONS, "env.java.opts.jobmanager"))
                        .arguments("--configDir", directory)
                        .arguments("-D", "metrics.reporter.prom.port=" + metricsPort);
        highAvailability.forEach((key, value) -> command.arguments("-D", key + "=" + value));
        return start("flink-jobmanager", command);
    }

    ManagedProcess startTaskManager(String name, String resourceId, int metricsPort) {
        String heap =
                sum("taskmanager.memory.framework.heap.size", "taskmanager.memory.task.heap.size");
        String direct =
                sum(
                        "taskmanager.memory.framework.off-heap.size",
                        "taskmanager.memory.task.off-heap.size",
                        "taskmanager.memory.network.max");
        JavaCommand command =
                java("org.apache.flink.runtime.taskexecutor.TaskManagerRunner")
                        .jvm("-Xms" + heap, "-Xmx" + heap, "-XX:MaxDirectMemorySize=" + direct)
                        .jvm(
                                mebibytes(
                                        "-XX:MaxMetaspaceSize=",
                                        "taskmanager.memory.jvm-metaspace.size"))
                        .jvm(configuration.options(JVM_OPTIONS, "env.java.opts.taskmanager"))
                        .arguments("--configDir", directory)
                        .arguments("-D", "taskmanager.resource-id=" + resourceId)
                        .arguments("-D", "metrics.reporter.prom.port=" + metricsPort);
        highAvailability.forEach((key, value) -> command.arguments("-D", key + "=" + value));
        return start("flink-" + name, command);
    }

    ManagedProcess startClient(String name, List<String> arguments) {
        JavaCommand command =
                java("org.apache.flink.client.cli.CliFrontend")
                        .jvm("-Xmx384m", "-XX:TieredStopAtLevel=1")
                        .jvm(configuration.options(JVM_OPTIONS, "env.java.opts.client"))
                        .arguments(arguments.toArray());
        return start(name, command);
    }

    private JavaCommand java(String mainClass) {
        return context.java(MODULE, mainClass)
                .jvm("-XX:+UseSerialGC", PATIENT_REMOTING)
                .jvm("-Dlog4j.configurationFile=" + directory.resolve("log4j-console.properties"));
    }

    private ManagedProcess start(String name, JavaCommand command) {
        return context.start(
                name, command.toList(), Map.of("FLINK_CONF_DIR", directory.toString()));
    }

    private String mebibytes(String option, String key) {
        return option + configuration.mebibytes(key) + "m";
    }

    private String sum(String... keys) {
        int mebibytes = 0;
        for (String key : keys) {
            mebibytes += configuration.mebibytes(key);
        }
        return mebibytes + "m";
    }
}
