package io.fleetstream.sandbox.kafka;

import java.nio.file.Path;
import java.util.Properties;

/** Settings of the only node: replication 1, small buffers, nothing created or expired unasked. */
final class BrokerSettings {
    static final int NODE = 1;
    static final String CONTROLLER = "CONTROLLER";

    private static final int LARGEST_RECORD = 12 * 1024 * 1024;
    private static final int CLEANER_BUFFER = 16 * 1024 * 1024;

    private BrokerSettings() {}

    static Properties of(Path data, int port, int controllerPort) {
        Properties settings = new Properties();
        settings.setProperty("process.roles", "broker,controller");
        set(settings, "node.id", NODE);
        settings.setProperty("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
        settings.setProperty(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.setProperty("controller.listener.names", CONTROLLER);
        settings.setProperty(
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.setProperty("log.dirs", data.toString());

        settings.setProperty("auto.create.topics.enable", "false");
        set(settings, "num.partitions", 4);
        set(settings, "message.max.bytes", LARGEST_RECORD);
        // Topics say how long they keep; replays of old recordings must not lose theirs to a
        // default.
        set(settings, "log.retention.ms", -1);

        set(settings, "offsets.topic.replication.factor", 1);
        set(settings, "offsets.topic.num.partitions", 4);
        set(settings, "transaction.state.log.replication.factor", 1);
        set(settings, "transaction.state.log.min.isr", 1);
        set(settings, "transaction.state.log.num.partitions", 4);
        // Flink's transactions outlive a checkpoint and a restart.
        set(settings, "transaction.max.timeout.ms", 60 * 60 * 1000);
        set(settings, "group.initial.rebalance.delay.ms", 0);

        set(settings, "log.cleaner.threads", 1);
        set(settings, "log.cleaner.dedupe.buffer.size", CLEANER_BUFFER);
        set(settings, "num.network.threads", 2);
        set(settings, "num.io.threads", 4);
        return settings;
    }

    private static void set(Properties settings, String key, int value) {
        settings.setProperty(key, Integer.toString(value));
    }
}
