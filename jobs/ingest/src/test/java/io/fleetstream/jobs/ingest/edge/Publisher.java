package io.fleetstream.jobs.ingest.edge;

import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.schemas.Device;
import io.fleetstream.schemas.DeviceModel;
import io.fleetstream.schemas.MetricSpec;
import io.fleetstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.formats.avro.registry.confluent.ConfluentRegistryAvroSerializationSchema;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes device messages, registry rows and models; what Kafka refuses fails the test. */
final class Publisher implements AutoCloseable {
    private final KafkaSettings kafka;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Queue<Future<RecordMetadata>> sent = new ConcurrentLinkedQueue<>();

    Publisher(KafkaSettings kafka) {
        this.kafka = kafka;
        this.producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    void send(ProducerRecord<byte[], byte[]> record) {
        sent.add(producer.send(record));
    }

    void flush() throws Exception {
        producer.flush();
        while (!sent.isEmpty()) {
            sent.remove().get();
        }
    }

    /** A model, so many devices of it called d0, d1, …. */
    void register(int devices) throws Exception {
        DeviceModel model =
                DeviceModel.newBuilder()
                        .setModel("m1")
                        .setMetrics(
                                List.of(
                                        new MetricSpec(
                                                "temperature",
                                                "Cel",
                                                -40.0,
                                                40.0,
                                                null,
                                                null,
                                                false)))
                        .setUpdatedAt(Instant.EPOCH)
                        .build();
        avro(Topics.DEVICE_MODELS, "m1", DeviceModel.class, model);
        for (int i = 0; i < devices; i++) {
            row("d" + i);
        }
        flush();
    }

    /** One device of the model. */
    void row(String device) {
        Device row =
                Device.newBuilder()
                        .setDeviceId(device)
                        .setOrg("acme")
                        .setSite("registered-site")
                        .setDeviceType("thermostat")
                        .setModel("m1")
                        .setUpdatedAt(Instant.EPOCH)
                        .build();
        avro(Topics.DEVICE_REGISTRY, device, Device.class, row);
    }

    private <T extends SpecificRecord> void avro(
            String topic, String key, Class<T> type, T record) {
        send(
                new ProducerRecord<>(
                        topic,
                        key.getBytes(StandardCharsets.UTF_8),
                        ConfluentRegistryAvroSerializationSchema.forSpecific(
                                        type, topic + "-value", kafka.schemaRegistryUrl())
                                .serialize(record)));
    }

    @Override
    public void close() {
        producer.close();
    }
}
