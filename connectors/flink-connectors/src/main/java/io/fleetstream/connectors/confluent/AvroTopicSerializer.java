package io.fleetstream.connectors.confluent;

import io.fleetstream.connectors.kafka.KafkaSettings;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.formats.avro.registry.confluent.ConfluentRegistryAvroSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes Avro records to one topic in the Confluent wire format, under the subject {@code
 * <topic>-value}. The partition follows from the key. The record's Kafka timestamp is left to the
 * broker, because retention must not follow old event times.
 */
public final class AvroTopicSerializer<T extends SpecificRecord>
        implements KafkaRecordSerializationSchema<T>, KafkaDatasetFacetProvider {
    private static final long serialVersionUID = 1L;

    private final String topic;
    private final Key<T> key;
    private final SerializationSchema<T> value;

    /**
     * Writes to the given topic.
     *
     * @param key what the record's key is, mostly the device id; null gives a record without key
     */
    public AvroTopicSerializer(String topic, Class<T> type, Key<T> key, KafkaSettings settings) {
        this.topic = topic;
        this.key = key;
        this.value =
                ConfluentRegistryAvroSerializationSchema.forSpecific(
                        type,
                        Registries.subject(topic),
                        settings.schemaRegistryUrl(),
                        settings.registryProperties());
    }

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sink)
            throws Exception {
        value.open(context);
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            T record, KafkaSinkContext context, Long timestamp) {
        String keyText = key.apply(record);
        byte[] keyBytes = keyText == null ? null : keyText.getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(topic, keyBytes, value.serialize(record));
    }

    /** Names the topic; the sink asks for it to find the transactions an earlier attempt left. */
    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return Optional.of(
                new DefaultKafkaDatasetFacet(
                        DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic))));
    }

    /** The key of a record, as text. */
    @FunctionalInterface
    public interface Key<T> extends Function<T, String>, Serializable {}
}
