package io.fleetstream.benchmarks.kafka;

import static org.apache.kafka.clients.CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG;

import io.fleetstream.benchmarks.kafka.Telemetry.Message;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.kafka.TopicProvisioner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.TopicConfig;
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
        fill(topic, records, 0);
    }

    /**
     * Fills a topic, in which one record of {@code poisonEvery} is cut short.
     *
     * @param poisonEvery 0 for none
     * @throws IOException if a record could not be written
     */
    public void fill(String topic, long records, long poisonEvery) throws IOException {
        Telemetry telemetry = new Telemetry(Telemetry.SEED);
        fill(
                topic,
                records,
                () -> {
                    boolean poison = Telemetry.isPoison(telemetry.produced(), poisonEvery);
                    return record(topic, telemetry.next(), poison);
                });
    }

    /**
     * Fills a topic with records of somebody else's making.
     *
     * @param topic what the failure is told of
     * @throws IOException if a record could not be written
     */
    public void fill(String topic, long records, Supplier<ProducerRecord<byte[], byte[]>> source)
            throws IOException {
        AtomicReference<Exception> failure = new AtomicReference<>();
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (long i = 0; i < records; i++) {
                Future<RecordMetadata> unused =
                        producer.send(
                                source.get(), (metadata, e) -> failure.compareAndSet(null, e));
            }
            producer.flush();
        }
        if (failure.get() != null) {
            throw new IOException(topic + " could not be filled", failure.get());
        }
    }

    /** Creates a topic beside those of the catalogue. */
    public void create(String topic) throws IOException {
        try (Admin admin = Admin.create(Map.of(BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            NewTopic wanted =
                    new NewTopic(topic, PARTITIONS, (short) 1)
                            .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1"));
            admin.createTopics(List.of(wanted)).all().get();
        } catch (ExecutionException e) {
            throw new IOException(topic + " cannot be created", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while creating " + topic, e);
        }
    }

    private static ProducerRecord<byte[], byte[]> record(
            String topic, Message message, boolean poison) {
        byte[] payload =
                poison
                        ? Arrays.copyOf(message.payload(), message.payload().length - 1)
                        : message.payload();
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, bytes(message.deviceId()), payload);
        record.headers().add(RecordHeaders.MQTT_TOPIC, bytes(message.mqttTopic()));
        record.headers()
                .add(RecordHeaders.RECEIVED_AT, bytes(Long.toString(message.receivedAtMicros())));
        return record;
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.LINGER_MS_CONFIG,
                        20,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        256 << 10,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        // The first batch for a new partition may come before its leader: one that
                        // was sent behind it must not be taken first.
                        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                        1),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
