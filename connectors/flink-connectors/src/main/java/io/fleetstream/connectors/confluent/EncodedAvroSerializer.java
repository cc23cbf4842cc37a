package io.fleetstream.connectors.confluent;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSettings;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes records whose values are Avro's encoding already, by a schema of this release, to one
 * topic in the Confluent wire format, under the subject {@code <topic>-value}. Key as it is; topic,
 * headers and timestamp of the record do not count.
 */
public final class EncodedAvroSerializer
        implements KafkaRecordSerializationSchema<KafkaRecord>, KafkaDatasetFacetProvider {
    private static final long serialVersionUID = 1L;

    private final String topic;
    private final String schema;
    private final KafkaSettings settings;

    private transient byte[] prefix;

    /** Writes values of that schema to the given topic. */
    public EncodedAvroSerializer(String topic, Schema schema, KafkaSettings settings) {
        this.topic = topic;
        this.schema = schema.toString();
        this.settings = settings;
    }

    /**
     * Asks the registry for the id of the schema.
     *
     * @throws IOException if it cannot be asked, or refuses
     */
    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sink)
            throws IOException {
        try (SchemaRegistryClient registry = Registries.client(settings)) {
            prefix =
                    WireFormat.prefix(
                            registry.register(Registries.subject(topic), new AvroSchema(schema)));
        } catch (RestClientException e) {
            throw new IOException("The schema registry did not take the schema of " + topic, e);
        }
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            KafkaRecord record, KafkaSinkContext context, Long timestamp) {
        byte[] encoded = record.value();
        byte[] value = new byte[prefix.length + encoded.length];
        System.arraycopy(prefix, 0, value, 0, prefix.length);
        System.arraycopy(encoded, 0, value, prefix.length, encoded.length);
        return new ProducerRecord<>(topic, record.key(), value);
    }

    /** Names the topic; the sink asks for it to find the transactions an earlier attempt left. */
    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return Optional.of(
                new DefaultKafkaDatasetFacet(
                        DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic))));
    }
}
