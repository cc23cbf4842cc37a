package io.fleetstream.connectors.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Kafka sinks with the settings of the house: acknowledged by all replicas, lz4, large batches. */
public final class KafkaSinks {
    /** A minute below the longest time a broker grants by default. */
    static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(14);

    private static final Map<String, String> DEFAULTS =
            Map.of(
                    ProducerConfig.ACKS_CONFIG,
                    "all",
                    ProducerConfig.COMPRESSION_TYPE_CONFIG,
                    "lz4",
                    ProducerConfig.LINGER_MS_CONFIG,
                    "20",
                    ProducerConfig.BATCH_SIZE_CONFIG,
                    Integer.toString(256 << 10),
                    ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                    Integer.toString(11 << 20),
                    ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                    Long.toString(TRANSACTION_TIMEOUT.toMillis()));

    private KafkaSinks() {}

    /**
     * Every record once, in Kafka transactions that end with each checkpoint; readers on {@code
     * read_committed} see it then.
     *
     * @param transactionalIdPrefix unique per job and sink, and stable over its life: the sink
     *     aborts what an earlier attempt left open under it
     * @param checkpoints the job's checkpoint settings
     * @throws IllegalArgumentException if checkpoints are off, or so slow that Kafka would abort a
     *     transaction before its checkpoint is complete
     */
    public static <T> KafkaSink<T> exactlyOnce(
            KafkaSettings settings,
            KafkaRecordSerializationSchema<T> serializer,
            String transactionalIdPrefix,
            CheckpointConfig checkpoints) {
        Properties producer = settings.over(DEFAULTS);
        TransactionTimeouts.check(
                Duration.ofMillis(
                        Long.parseLong(
                                producer.getProperty(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG))),
                checkpoints);
        return builder(settings, serializer, producer)
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(transactionalIdPrefix)
                // takes ids from a pool; a new id per checkpoint would burden the broker for ever
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                .build();
    }

    /** Every record at least once; after a restart, those since the last checkpoint again. */
    public static <T> KafkaSink<T> atLeastOnce(
            KafkaSettings settings, KafkaRecordSerializationSchema<T> serializer) {
        Properties producer = settings.over(DEFAULTS);
        return builder(settings, serializer, producer)
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .build();
    }

    private static <T> KafkaSinkBuilder<T> builder(
            KafkaSettings settings,
            KafkaRecordSerializationSchema<T> serializer,
            Properties producer) {
        return KafkaSink.<T>builder()
                .setBootstrapServers(settings.bootstrapServers())
                .setKafkaProducerConfig(producer)
                .setRecordSerializer(serializer);
    }
}
