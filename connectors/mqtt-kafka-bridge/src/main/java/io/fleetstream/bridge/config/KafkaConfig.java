package io.fleetstream.bridge.config;

import static io.fleetstream.bridge.config.Checks.check;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Connection to Kafka.
 *
 * @param bootstrapServers {@code host:port}, separated by commas
 * @param maxBlock one wait of the producer for metadata or buffer space; the wait is repeated
 * @param properties settings for every client, by their Kafka names
 * @param producerProperties settings for the producer
 * @param consumerProperties settings for the consumer of the downlink
 */
public record KafkaConfig(
        String bootstrapServers,
        Duration maxBlock,
        Map<String, String> properties,
        Map<String, String> producerProperties,
        Map<String, String> consumerProperties) {

    /** Settings the delivery guarantees rest on. */
    private static final Set<String> RESERVED =
            Set.of(
                    "bootstrap.servers",
                    "acks",
                    "enable.idempotence",
                    "retries",
                    "delivery.timeout.ms",
                    "max.block.ms",
                    "transactional.id",
                    "key.serializer",
                    "value.serializer",
                    "key.deserializer",
                    "value.deserializer",
                    "group.id",
                    "enable.auto.commit");

    /** Checks every value. */
    public KafkaConfig {
        Checks.notBlank("kafka.bootstrap-servers", bootstrapServers);
        Checks.positive("kafka.max-block", maxBlock);
        Checks.atMost("kafka.max-block", maxBlock, Duration.ofMinutes(5));
        properties = passThrough("kafka.properties", properties);
        producerProperties = passThrough("kafka.producer-properties", producerProperties);
        consumerProperties = passThrough("kafka.consumer-properties", consumerProperties);
    }

    private static Map<String, String> passThrough(String key, Map<String, String> given) {
        for (String name : given.keySet()) {
            check(
                    !RESERVED.contains(name),
                    key + "." + name,
                    "setting it",
                    "nothing: the delivery guarantees rest on the bridge's own value");
        }
        return Map.copyOf(given);
    }

    @Override
    public String toString() {
        return "KafkaConfig[bootstrapServers=%s, maxBlock=%s, properties=%s, producer=%s, consumer=%s]"
                .formatted(
                        bootstrapServers,
                        maxBlock,
                        redacted(properties),
                        redacted(producerProperties),
                        redacted(consumerProperties));
    }

    private static Map<String, String> redacted(Map<String, String> settings) {
        Map<String, String> shown = new TreeMap<>(settings);
        shown.replaceAll((name, value) -> isSecret(name) ? "******" : value);
        return shown;
    }

    private static boolean isSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.contains("password")
                || lower.contains("secret")
                || lower.contains("token")
                || lower.contains("jaas")
                || lower.contains(".key");
    }
}
