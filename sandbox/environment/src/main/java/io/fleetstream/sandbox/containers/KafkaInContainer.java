package io.fleetstream.sandbox.containers;

import io.fleetstream.sandbox.KafkaService;
import io.fleetstream.sandbox.RunContext;
import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.support.Check;
import io.fleetstream.sandbox.support.Checks;
import java.util.Locale;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.kafka.KafkaContainer;

/** Apache Kafka; settings of the run are broker settings. */
final class KafkaInContainer extends ContainerService implements KafkaService {
    /** Address for containers of the same network. */
    static final String INSIDE = "kafka:19092";

    private static final int PORT = 9092;
    private static final Map<String, String> SETTINGS =
            Map.of(
                    "auto.create.topics.enable", "false",
                    "num.partitions", "4",
                    "message.max.bytes", "12582912",
                    "log.retention.ms", "-1",
                    "transaction.max.timeout.ms", "3600000");

    private final Images images;
    private final Network network;

    KafkaInContainer(RunContext run, Images images, Network network) {
        super(Service.KAFKA, run);
        this.images = images;
        this.network = network;
    }

    @Override
    GenericContainer<?> describe() {
        KafkaContainer container =
                new KafkaContainer(images.kafka()).withNetwork(network).withListener(INSIDE);
        SETTINGS.forEach((key, value) -> container.withEnv(variable(key), value));
        run().settingsOf(Service.KAFKA)
                .forEach((key, value) -> container.withEnv(variable(key), value));
        return container;
    }

    private static String variable(String key) {
        return "KAFKA_" + key.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    @Override
    int innerPort() {
        return PORT;
    }

    @Override
    Check ready() {
        return Checks.kafka(port());
    }

    @Override
    public String bootstrapServers() {
        return "127.0.0.1:" + port();
    }
}
