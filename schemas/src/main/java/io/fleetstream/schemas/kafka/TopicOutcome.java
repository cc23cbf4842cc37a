package io.fleetstream.schemas.kafka;

import java.util.List;

/**
 * What {@link TopicProvisioner} did with one topic.
 *
 * @param topic name in Kafka
 * @param created whether it was missing and was created
 * @param differences where an existing topic is not as the catalogue wants it, one sentence each;
 *     empty for a new one
 */
public record TopicOutcome(String topic, boolean created, List<String> differences) {
    /** Copies the list. */
    public TopicOutcome {
        differences = List.copyOf(differences);
    }
}
