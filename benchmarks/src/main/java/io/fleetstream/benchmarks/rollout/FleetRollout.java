package io.fleetstream.benchmarks.rollout;

import io.fleetstream.benchmarks.measure.Better;
import io.fleetstream.benchmarks.measure.Figure;
import io.fleetstream.benchmarks.run.Run;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.sandbox.JobSubmission;
import io.fleetstream.sandbox.Sandbox;
import io.fleetstream.sandbox.SandboxBuilder;
import io.fleetstream.sandbox.Service;
import io.fleetstream.schemas.RolloutCommand;
import io.fleetstream.schemas.RolloutDecision;
import io.fleetstream.schemas.kafka.TopicProvisioner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The job rollout on the sandbox's cluster, with one rollout that releases all devices of the fleet
 * at once, and another that is paused when a tenth of them has been told.
 *
 * @param name of the variant
 * @param backend of state
 * @param settings of the cluster
 */
record FleetRollout(String name, String backend, Map<String, String> settings) {
    static final List<FleetRollout> ALL =
            List.of(
                    new FleetRollout(
                            "heap-fleet",
                            "hashmap",
                            Map.of("taskmanager.memory.task.heap.size", "4500m")),
                    new FleetRollout(
                            "rocksdb-fleet",
                            "rocksdb",
                            Map.of(
                                    "taskmanager.memory.task.heap.size",
                                    "1000m",
                                    "taskmanager.memory.managed.size",
                                    "1000m")));

    private static final int PARTITIONS = 4;
    private static final int PARALLELISM = 2;
    private static final long TOLD_BEFORE_PAUSE = 10;
    private static final double STOP_MILLIS = 1_000;
    private static final double THOUSAND = 1e3;
    private static final String CHECKPOINTS = "5 s";
    private static final Duration LIMIT = Duration.ofMinutes(15);

    /** The figures. */
    List<Figure> measure(Run run, long devices) throws IOException {
        SandboxBuilder builder =
                Sandbox.builder()
                        .directory(run.directory().resolve("rollout-" + name))
                        .with(Service.KAFKA, Service.SCHEMA_REGISTRY, Service.FLINK)
                        .configure(Service.FLINK, "sandbox.task-managers", "1")
                        .prepare(Service.KAFKA, FleetRollout::createTopics)
                        .progress(run.progress());
        settings.forEach((key, value) -> builder.configure(Service.FLINK, key, value));
        try (Sandbox sandbox = builder.build()) {
            sandbox.start();
            KafkaSettings kafka =
                    new KafkaSettings(
                            sandbox.kafka().bootstrapServers(),
                            sandbox.schemaRegistry().url(),
                            Map.of());
            run.say("rollout: %s, registering %,d devices", name, devices);
            RolloutDesk.register(kafka, devices);
            String job = submit(sandbox);
            try (RolloutDesk desk = new RolloutDesk(kafka, PARTITIONS);
                    ToldDevices told = new ToldDevices(kafka.bootstrapServers(), devices)) {
                desk.awaitRegistry(devices, LIMIT);
                return figures(run, devices, desk, told, new Checkpoints(sandbox, job));
            }
        }
    }

    private List<Figure> figures(
            Run run, long devices, RolloutDesk desk, ToldDevices told, Checkpoints checkpoints)
            throws IOException {
        String prefix = "rollout." + name + ".";
        List<Figure> figures = new ArrayList<>();
        desk.begin("all", devices);
        long released = desk.awaitDecision("all", RolloutDecision.RELEASE, LIMIT);
        while (told.count("all") < devices) {
            told.awaitMore("all", LIMIT);
            checkpoints.look();
        }
        double reach = (told.last("all") - released) / THOUSAND;
        figures.add(new Figure(prefix + "release-to-last-device", reach, "s", Better.LOWER));
        double longest = checkpoints.longestSince(released) / THOUSAND;
        figures.add(
                new Figure(prefix + "longest-checkpoint-meanwhile", longest, "s", Better.LOWER));
        double bytes = (double) checkpoints.awaitFullSize(LIMIT) / devices;
        figures.add(new Figure(prefix + "snapshot-per-device", bytes, "bytes", Better.LOWER));
        run.say(
                "rollout: %s, %,d devices told within %.1f s of their release, longest of %d"
                        + " checkpoints %.1f s, %.0f bytes a device",
                name, devices, reach, checkpoints.countSince(released), longest, bytes);

        desk.begin("paused", devices);
        while (told.count("paused") < devices / TOLD_BEFORE_PAUSE) {
            told.awaitMore("paused", LIMIT);
        }
        long paused = desk.command("paused", RolloutCommand.PAUSE);
        told.awaitSilence("paused");
        long stop = Math.max(0, told.last("paused") - paused);
        long count = told.count("paused");
        if (count >= devices && !run.quick()) {
            throw new IOException("rollout: all devices were told before the pause");
        }
        figures.add(
                new Figure(
                        prefix + "pause-to-last-told",
                        stop,
                        "ms",
                        Better.LOWER,
                        run.quick() ? null : STOP_MILLIS));
        run.say("rollout: %s, last of %,d told %d ms after the pause", name, count, stop);
        return figures;
    }

    private String submit(Sandbox sandbox) {
        Path jar =
                Path.of(System.getProperty("fleet.home"))
                        .resolve("jobs/rollout/target/fleet-job-rollout.jar");
        String job =
                sandbox.flink()
                        .submit(
                                JobSubmission.of(
                                                jar,
                                                List.of(
                                                        "--kafka.bootstrap-servers",
                                                        sandbox.kafka().bootstrapServers(),
                                                        "--schema-registry.url",
                                                        sandbox.schemaRegistry().url()))
                                        .parallelism(PARALLELISM)
                                        .setting(
                                                "state.backend.type",
                                                backend.toLowerCase(Locale.ROOT))
                                        .setting("execution.checkpointing.interval", CHECKPOINTS)
                                        .setting("execution.checkpointing.min-pause", "500 ms"));
        sandbox.flink().awaitRunning(job, LIMIT);
        return job;
    }

    private static void createTopics(Sandbox sandbox) {
        TopicProvisioner.create(
                sandbox.kafka().bootstrapServers(),
                OptionalInt.of(PARTITIONS),
                OptionalInt.of(1),
                true);
    }
}
