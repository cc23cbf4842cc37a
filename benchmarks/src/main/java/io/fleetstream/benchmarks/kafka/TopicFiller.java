package io.fleetstream.benchmarks.kafka;

import io.fleetstream.benchmarks.kafka.Telemetry.Message;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.kafka.TopicProvisioner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Creates topics and fills them with {@link Telemetry}, keyed and headed as the bridge does. */
public final class TopicFiller {
    private static final int PARTITIONS = 4;

    private final String bootstrapServers;

    /** For one Kafka. */
    public TopicFiller(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Creates the topics of the catalogue, kept for ever since event times here are old. */
    public static void createAll(String bootstrapServers) {
        TopicProvisioner.create(
                bootstrapServers, OptionalInt.of(PARTITIONS), OptionalInt.of(1), true);
    }

    /**
     * Fills a topic.
     *
     * @throws IOException if a record could not be written
     */
    public void fill(String topic, long records) throws IOException {
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
