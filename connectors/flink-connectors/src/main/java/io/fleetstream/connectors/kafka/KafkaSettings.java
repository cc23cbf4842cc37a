package io.fleetstream.connectors.kafka;

import java.io.Serializable;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Where Kafka and the schema registry are, and how to speak to them.
 *
 * <p>The properties travel inside the job graph, because the Kafka connector insists on values.
 * Credentials therefore go into the environment or the configuration file, never into arguments,
 * and better still are named by reference ({@code ssl.keystore.location}).
 *
 * @param bootstrapServers {@code host:port}, comma separated
 * @param schemaRegistryUrl base address of the Confluent interface, comma separated if several
 * @param properties further settings of Kafka clients, by their Kafka names; they win over ours
 * @param registryProperties further settings of the registry's client, by Confluent's names
 */
public record KafkaSettings(
        String bootstrapServers,
        String schemaRegistryUrl,
        Map<String, String> properties,
        Map<String, String> registryProperties)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Refuses empty addresses and takes copies of the maps. */
    public KafkaSettings {
        requireText("kafka.bootstrap-servers", bootstrapServers);
        requireText("schema-registry.url", schemaRegistryUrl);
        properties = Map.copyOf(properties);
        registryProperties = Map.copyOf(registryProperties);
    }

    /** Without further settings of the registry's client. */
    public KafkaSettings(
            String bootstrapServers, String schemaRegistryUrl, Map<String, String> properties) {
        this(bootstrapServers, schemaRegistryUrl, properties, Map.of());
    }

    /** The given defaults, overlaid with {@link #properties}. */
    Properties over(Map<String, String> defaults) {
        Properties merged = new Properties();
        defaults.forEach(merged::setProperty);
        properties.forEach(merged::setProperty);
        return merged;
    }

    private static void requireText(String key, String value) {
        Objects.requireNonNull(value, key);
        if (value.isBlank()) {
            throw new IllegalArgumentException(key + " is empty: expected an address");
        }
    }

    /** Addresses without the user part, and the names of the properties, never their values. */
    @Override
    public String toString() {
        return "KafkaSettings[bootstrapServers="
                + bootstrapServers
                + ", schemaRegistryUrl="
                + schemaRegistryUrl.replaceAll("//[^/@]*@", "//***@")
                + ", properties="
                + new TreeMap<>(properties).keySet()
                + ", registryProperties="
                + new TreeMap<>(registryProperties).keySet()
                + "]";
    }
}
