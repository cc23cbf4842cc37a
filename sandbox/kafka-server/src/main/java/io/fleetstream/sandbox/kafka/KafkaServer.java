package io.fleetstream.sandbox.kafka;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * Runs one Kafka node, broker and controller in one, on 127.0.0.1 until the process is told to end.
 *
 * <p>Usage: {@code KafkaServer <data-dir> <port> <controller-port> [setting=value ...]}. A data
 * directory that is not formatted yet is formatted; one that is keeps its data. The settings at the
 * end are Kafka's own and win over {@link BrokerSettings}.
 */
public final class KafkaServer {
    private static final String FORMATTED = "meta.properties";
    private static final int FIXED_ARGUMENTS = 3;

    private KafkaServer() {}

    /** Formats if needed, starts, and returns after shutdown. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length < FIXED_ARGUMENTS) {
            throw new IllegalArgumentException(
                    "usage: KafkaServer <data-dir> <port> <controller-port> [setting=value ...]");
        }
        Path data = Files.createDirectories(Path.of(arguments[0]));
        Properties settings =
                BrokerSettings.of(
                        data, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        for (int i = FIXED_ARGUMENTS; i < arguments.length; i++) {
            String[] pair = arguments[i].split("=", 2);
            if (pair.length != 2) {
                throw new IllegalArgumentException("not setting=value: " + arguments[i]);
            }
            settings.setProperty(pair[0], pair[1]);
        }
        if (!Files.exists(data.resolve(FORMATTED))) {
            format(data);
        }
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "kafka-shutdown"));
        server.startup();
        server.awaitShutdown();
    }

    private static void format(Path data) throws Exception {
        new Formatter()
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(BrokerSettings.NODE)
                .addDirectory(data.toString())
                .setMetadataLogDirectory(data.toString())
                .setControllerListenerName(BrokerSettings.CONTROLLER)
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setIgnoreFormatted(false)
                .run();
    }
}
