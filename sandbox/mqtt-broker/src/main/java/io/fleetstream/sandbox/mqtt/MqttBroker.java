package io.fleetstream.sandbox.mqtt;

import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.embedded.EmbeddedHiveMQ;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs one MQTT broker on 127.0.0.1 until the process is told to end.
 *
 * <p>Usage: {@code MqttBroker <data-dir> <port> [max-packet-bytes]}. Sessions, subscriptions,
 * queued and retained messages are kept in the data directory and survive a restart. Publishing to
 * topics that begin with {@code $} is allowed, as devices written for AWS IoT do.
 */
public final class MqttBroker {
    private static final int DEFAULT_MAX_PACKET_BYTES = 4 * 1024 * 1024;
    private static final int WITH_PACKET_SIZE = 3;

    /** One file store per bucket: 64, the default, cost seconds at every start. */
    private static final int STORES = 8;

    private MqttBroker() {}

    /** Starts the broker and returns; its threads keep the process alive. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 2) {
            throw new IllegalArgumentException(
                    "usage: MqttBroker <data-dir> <port> [max-packet-bytes]");
        }
        Path home = Path.of(arguments[0]);
        int maxPacketBytes =
                arguments.length >= WITH_PACKET_SIZE
                        ? Integer.parseInt(arguments[2])
                        : DEFAULT_MAX_PACKET_BYTES;
        Path configuration = Files.createDirectories(home.resolve("conf"));
        Path extensions = Files.createDirectories(home.resolve("extensions"));
        Path data = Files.createDirectories(home.resolve("data"));
        Files.writeString(
                configuration.resolve("config.xml"),
                BrokerConfiguration.xml(Integer.parseInt(arguments[1]), maxPacketBytes));

        InternalConfigurations.MQTT_ALLOW_DOLLAR_TOPICS.set(true);
        InternalConfigurations.PERSISTENCE_BUCKET_COUNT.set(STORES);
        InternalConfigurations.PAYLOAD_PERSISTENCE_BUCKET_COUNT.set(STORES);
        EmbeddedHiveMQ broker =
                EmbeddedHiveMQ.builder()
                        .withConfigurationFolder(configuration)
                        .withDataFolder(data)
                        .withExtensionsFolder(extensions)
                        .build();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> broker.stop().join(), "mqtt-shutdown"));
        broker.start().get();
    }
}
