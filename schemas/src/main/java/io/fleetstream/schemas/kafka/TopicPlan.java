package io.fleetstream.schemas.kafka;

import io.fleetstream.schemas.TopicSpec;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * How topics of the catalogue are laid out in one cluster.
 *
 * @param partitions partitions of every topic, instead of those of the catalogue; a topic to which
 *     that gives a single one has one order for all of its records, and keeps it
 * @param replication copies of every partition; {@value #DEFAULT_REPLICATION} if empty
 * @param keepForever whether topics that are not compacted keep their records for ever
 */
record TopicPlan(OptionalInt partitions, OptionalInt replication, boolean keepForever) {
    private static final int DEFAULT_REPLICATION = 3;

    TopicPlan {
        requirePositive("partitions", partitions);
        requirePositive("replication", replication);
    }

    int partitionsOf(TopicSpec spec) {
        return spec.partitions() == 1 ? 1 : partitions.orElse(spec.partitions());
    }

    int copies() {
        return replication.orElse(DEFAULT_REPLICATION);
    }

    /** Topic-level settings by their Kafka names. */
    Map<String, String> settingsOf(TopicSpec spec) {
        Map<String, String> settings = new TreeMap<>(spec.kafkaSettings());
        // acks=all is worth something only if a second broker must have the record
        settings.put("min.insync.replicas", Integer.toString(Math.max(1, copies() - 1)));
        if (keepForever && !spec.compacted()) {
            settings.put("retention.ms", "-1");
        }
        return settings;
    }

    NewTopic newTopic(TopicSpec spec) {
        return new NewTopic(spec.name(), partitionsOf(spec), (short) copies())
                .configs(settingsOf(spec));
    }

    private static void requirePositive(String name, OptionalInt value) {
        if (value.isPresent() && value.getAsInt() < 1) {
            throw new IllegalArgumentException(
                    name + " is " + value.getAsInt() + " but must be 1 or more");
        }
    }
}
