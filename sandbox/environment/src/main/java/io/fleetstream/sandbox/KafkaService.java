package io.fleetstream.sandbox;

/** Kafka of a sandbox; creates no topics by itself. */
public interface KafkaService extends SandboxService {
    /** {@code host:port}, without credentials. */
    String bootstrapServers();
}
