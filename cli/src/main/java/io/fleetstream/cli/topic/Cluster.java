package io.fleetstream.cli.topic;

import java.util.HashMap;
import java.util.Map;

/**
 * Where Kafka and the schema registry are.
 *
 * @param bootstrapServers brokers, {@code host:port,…}
 * @param registryUrl Confluent interface of the schema registry
 * @param properties more settings for every Kafka client, such as those for security
 */
public record Cluster(String bootstrapServers, String registryUrl, Map<String, String> properties) {
    /** Copies the settings. */
    public Cluster {
        properties = Map.copyOf(properties);
    }

    /** Without more settings. */
    public static Cluster at(String bootstrapServers, String registryUrl) {
        return new Cluster(bootstrapServers, registryUrl, Map.of());
    }

    /** Settings of a client: those every client has, and these. */
    public Map<String, Object> client(Map<String, Object> own) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put("bootstrap.servers", bootstrapServers);
        all.putAll(own);
        return all;
    }
}
