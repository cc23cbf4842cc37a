package io.fleetstream.faults;

import io.fleetstream.sandbox.Sandbox;
import io.fleetstream.sandbox.Service;
import io.fleetstream.schemas.kafka.TopicProvisioner;
import java.nio.file.Path;
import java.util.OptionalInt;

/** A sandbox to be broken often: with checkpoints every two seconds, and quick to start again. */
public final class FaultSandbox {
    /** Partitions of each topic. */
    public static final int PARTITIONS = 4;

    private FaultSandbox() {}

    /** Runs when this returns, with all topics. */
    public static Sandbox start(Path directory, Service... services) {
        Sandbox sandbox =
                Sandbox.builder()
                        .directory(directory)
                        .with(services)
                        .configure(Service.FLINK, "execution.checkpointing.interval", "2 s")
                        .configure(Service.FLINK, "execution.checkpointing.min-pause", "500 ms")
                        // a killed JobManager leads for as long
                        .configure(
                                Service.FLINK,
                                "high-availability.zookeeper.client.session-timeout",
                                "8 s")
                        // many failures in a short time are the plan here
                        .configure(
                                Service.FLINK,
                                "restart-strategy.exponential-delay.max-backoff",
                                "2 s")
                        .prepare(
                                Service.KAFKA,
                                kafka ->
                                        TopicProvisioner.create(
                                                kafka.kafka().bootstrapServers(),
                                                OptionalInt.of(PARTITIONS),
                                                OptionalInt.of(1),
                                                true))
                        .progress(line -> System.out.println("[stage] " + line))
                        .build();
        sandbox.start();
        return sandbox;
    }
}
