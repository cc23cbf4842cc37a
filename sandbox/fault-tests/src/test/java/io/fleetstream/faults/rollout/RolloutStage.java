package io.fleetstream.faults.rollout;

import io.fleetstream.cli.stack.Home;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.faults.Fault;
import io.fleetstream.faults.FaultSandbox;
import io.fleetstream.faults.Strikes;
import io.fleetstream.sandbox.JobSubmission;
import io.fleetstream.sandbox.Sandbox;
import io.fleetstream.sandbox.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** A sandbox with the job rollout alone on it, to be broken. */
final class RolloutStage implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Sandbox sandbox;
    private final Strikes strikes;
    private final String job;

    private RolloutStage(Sandbox sandbox, String job, long seed) {
        this.sandbox = sandbox;
        this.job = job;
        this.strikes = new Strikes(sandbox.flink(), new Random(seed), PATIENCE);
    }

    static RolloutStage start(Path directory, long seed) {
        Sandbox sandbox =
                FaultSandbox.start(
                        directory, Service.KAFKA, Service.SCHEMA_REGISTRY, Service.FLINK);
        String job =
                sandbox.flink()
                        .submit(
                                JobSubmission.of(
                                                Home.jobJar("rollout"),
                                                List.of(
                                                        "--kafka.bootstrap-servers",
                                                        sandbox.kafka().bootstrapServers(),
                                                        "--schema-registry.url",
                                                        sandbox.schemaRegistry().url()))
                                        .parallelism(2));
        sandbox.flink().awaitRunning(job, PATIENCE);
        return new RolloutStage(sandbox, job, seed);
    }

    Cluster cluster() {
        return Cluster.at(sandbox.kafka().bootstrapServers(), sandbox.schemaRegistry().url());
    }

    int kills() {
        return strikes.kills();
    }

    /** Kills processes, and returns when the job runs again. */
    void strike(Fault fault) {
        strikes.strike(job, fault);
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
