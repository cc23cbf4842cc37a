package io.fleetstream.benchmarks.kafka;

import io.fleetstream.benchmarks.kafka.Telemetry.Message;
import io.fleetstream.schemas.RecordHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Creates a topic and fills it with {@link Telemetry}, keyed and headed as the bridge does. */
public final class TopicFiller {
    private static final int PARTITIONS = 4;

    private final String bootstrapServers;

    /** For one Kafka. */
    public TopicFiller(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Creates the topic, kept for ever since its records carry old event times, and fills it.
     *
     * @throws IOException if a record could not be written
     */
    public void fill(String topic, long records) throws IOException {
        create(topic);
        AtomicReference<Exception> failure = new AtomicReference<>();
        Telemetry telemetry = new Telemetry(Telemetry.SEED);
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (long i = 0; i < records; i++) {
                Future<RecordMetadata> unused =
                        producer.send(
                                record(topic, telemetry.next()),
                                (metadata, e) -> failure.compareAndSet(null, e));
            }
            producer.flush();
        }
        if (failure.get() != null) {
            throw new IOException(topic + " could not be filled", failure.get());
        }
    }

    /** Creates a topic of four partitions whose records never expire. */
    public void create(String topic) throws IOException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            NewTopic created =
                    new NewTopic(topic, PARTITIONS, (short) 1)
                            .configs(Map.of("retention.ms", "-1"));
            admin.createTopics(List.of(created)).all().get();
        } catch (ExecutionException e) {
            throw new IOException("cannot create the topic " + topic, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while creating " + topic, e);
        }
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, Message message) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, bytes(message.deviceId()), message.payload());
        record.headers().add(RecordHeaders.MQTT_TOPIC, bytes(message.mqttTopic()));
        record.headers()
                .add(RecordHeaders.RECEIVED_AT, bytes(Long.toString(message.receivedAtMicros())));
        return record;
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.LINGER_MS_CONFIG,
                        20,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        256 << 10,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
