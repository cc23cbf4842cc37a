package io.fleetstream.cli.stack;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes Avro records to topics in the Confluent wire format, for commands of the operator. */
public final class AvroTopicWriter implements AutoCloseable {
    private static final int SCHEMAS_PER_SUBJECT = 10;

    private final CachedSchemaRegistryClient registry;
    private final KafkaProducer<byte[], byte[]> producer;

    /** Connects lazily; nothing is sent yet. */
    public AvroTopicWriter(String bootstrapServers, String registryUrl) {
        registry = new CachedSchemaRegistryClient(registryUrl, SCHEMAS_PER_SUBJECT);
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    /** Sends one record and waits until Kafka has it. */
    public <T extends SpecificRecord> RecordMetadata write(String topic, String key, T value)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        Future<RecordMetadata> sent =
                producer.send(
                        new ProducerRecord<>(
                                topic, key.getBytes(StandardCharsets.UTF_8), encode(topic, value)));
        return sent.get(60, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        producer.close();
        registry.close();
    }

    private <T extends SpecificRecord> byte[] encode(String topic, T value) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(schemaId(topic, value)).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new SpecificDatumWriter<T>(value.getSchema(), SpecificData.getForSchema(value.getSchema()))
                .write(value, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private int schemaId(String topic, SpecificRecord value) throws IOException {
        try {
            return registry.register(topic + "-value", new AvroSchema(value.getSchema()));
        } catch (RestClientException e) {
            throw new IOException(
                    "the schema registry refused " + topic + ": " + e.getMessage(), e);
        }
    }
}
