package io.fleetstream.schemas;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Settings of one Kafka topic.
 *
 * @param name name in Kafka
 * @param key what the record key is
 * @param value name of the Avro record, or {@code bytes}
 * @param partitions partitions at creation; fixed for the life of the topic
 * @param retention time a record is kept, {@link #FOREVER} included; empty for compacted topics,
 *     which keep the last value
 * @param maxBytes largest record in bytes
 * @param writtenBy who writes it
 * @param readBy who reads it
 */
public record TopicSpec(
        String name,
        String key,
        String value,
        int partitions,
        Optional<Duration> retention,
        int maxBytes,
        String writtenBy,
        String readBy) {

    /** Retention of a topic of which nothing is ever deleted. */
    public static final Duration FOREVER = Duration.ofMillis(Long.MAX_VALUE);

    private static final String UNLIMITED = "-1";

    /** Whether the topic keeps the last value of each key instead of a stretch of time. */
    public boolean compacted() {
        return retention.isEmpty();
    }

    /** Whether nothing of the topic is ever deleted, nor compacted. */
    public boolean keptForever() {
        return retention.equals(Optional.of(FOREVER));
    }

    /** Topic-level Kafka settings that follow from this, by their Kafka names. */
    public Map<String, String> kafkaSettings() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("max.message.bytes", Integer.toString(maxBytes));
        settings.put("message.timestamp.type", "LogAppendTime");
        if (compacted()) {
            settings.put("cleanup.policy", "compact");
        } else {
            settings.put("cleanup.policy", "delete");
            settings.put(
                    "retention.ms",
                    keptForever() ? UNLIMITED : Long.toString(retention.get().toMillis()));
        }
        return settings;
    }
}
