package io.fleetstream.sandbox.containers;

import io.fleetstream.sandbox.RunContext;
import io.fleetstream.sandbox.SchemaRegistryService;
import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.support.Check;
import io.fleetstream.sandbox.support.Http;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;

/** Confluent's registry, which keeps its schemas in Kafka and starts that if nobody else did. */
final class SchemaRegistryInContainer extends ContainerService implements SchemaRegistryService {
    private static final int PORT = 8081;

    private final Images images;
    private final Network network;
    private final KafkaInContainer kafka;

    SchemaRegistryInContainer(
            RunContext run, Images images, Network network, KafkaInContainer kafka) {
        super(Service.SCHEMA_REGISTRY, run);
        this.images = images;
        this.network = network;
        this.kafka = kafka;
    }

    @Override
    public synchronized void start() {
        kafka.start();
        super.start();
    }

    @Override
    GenericContainer<?> describe() {
        return new GenericContainer<>(images.schemaRegistry())
                .withNetwork(network)
                .withExposedPorts(PORT)
                .withEnv("SCHEMA_REGISTRY_HOST_NAME", "schema-registry")
                .withEnv("SCHEMA_REGISTRY_LISTENERS", "http://0.0.0.0:" + PORT)
                .withEnv(
                        "SCHEMA_REGISTRY_KAFKASTORE_BOOTSTRAP_SERVERS",
                        "PLAINTEXT://" + KafkaInContainer.INSIDE)
                .withEnv("SCHEMA_REGISTRY_KAFKASTORE_TOPIC_REPLICATION_FACTOR", "1")
                .withEnv("SCHEMA_REGISTRY_SCHEMA_COMPATIBILITY_LEVEL", "backward");
    }

    @Override
    int innerPort() {
        return PORT;
    }

    @Override
    Check ready() {
        return new Http(url()).answers("/subjects");
    }

    @Override
    public String url() {
        return "http://127.0.0.1:" + port();
    }
}
