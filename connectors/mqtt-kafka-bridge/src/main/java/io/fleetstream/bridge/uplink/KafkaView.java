package io.fleetstream.bridge.uplink;

import java.util.Map;

/** What is known of the Kafka cluster. Methods must not block. */
public interface KafkaView {
    /** Partition counts of topics, as far as known. */
    Map<String, Integer> partitions();

    /** Topics that are missing or hidden from the bridge, each with the reason. */
    Map<String, String> refusedTopics();
}
