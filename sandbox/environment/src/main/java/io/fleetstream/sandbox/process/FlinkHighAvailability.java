package io.fleetstream.sandbox.process;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the processes of a cluster need so that a new JobManager goes on with the jobs of a killed
 * one. Clients are better off without: they ask the address they were given, and no ZooKeeper.
 */
final class FlinkHighAvailability {
    /** Beginning of every key about it. */
    static final String PREFIX = "high-availability.";

    private FlinkHighAvailability() {}

    static Map<String, String> of(String quorum, int rpcPort, Path data) {
        Map<String, String> settings = new TreeMap<>();
        settings.put(PREFIX + "type", "zookeeper");
        settings.put(PREFIX + "storageDir", data.resolve("ha").toUri().toString());
        settings.put(PREFIX + "jobmanager.port", Integer.toString(rpcPort));
        settings.put(PREFIX + "zookeeper.quorum", quorum);
        settings.put(PREFIX + "zookeeper.path.root", "/flink");
        // A killed JobManager leads until its session has ended; a slow one must not lose its own.
        settings.put(PREFIX + "zookeeper.client.session-timeout", "15 s");
        // ZooKeeper being away is no reason to restart jobs, unless the session is lost with it.
        settings.put(PREFIX + "zookeeper.client.tolerate-suspended-connections", "true");
        return settings;
    }
}
