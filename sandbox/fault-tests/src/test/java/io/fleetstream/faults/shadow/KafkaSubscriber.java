package io.fleetstream.faults.shadow;

import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads everything that comes to {@code device.downlink}, committed or not, from now on. */
final class KafkaSubscriber implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final BiConsumer<String, byte[]> messages;
    private final Consumer<RuntimeException> failure;
    private final Thread thread = new Thread(this::read, "downlink-subscriber");
    private volatile boolean closed;

    KafkaSubscriber(
            String bootstrapServers,
            BiConsumer<String, byte[]> messages,
            Consumer<RuntimeException> failure) {
        this.messages = messages;
        this.failure = failure;
        consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                bootstrapServers,
                                "isolation.level",
                                "read_uncommitted",
                                "max.poll.records",
                                5_000),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        List<TopicPartition> all =
                consumer.partitionsFor(Topics.DEVICE_DOWNLINK).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(all);
        consumer.seekToEnd(all);
        // the end is looked up lazily otherwise, when it has moved on
        all.forEach(consumer::position);
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        try (consumer) {
            while (!closed) {
                for (ConsumerRecord<byte[], byte[]> each : consumer.poll(Duration.ofMillis(200))) {
                    byte[] topic = each.headers().lastHeader(RecordHeaders.MQTT_TOPIC).value();
                    messages.accept(new String(topic, StandardCharsets.UTF_8), each.value());
                }
            }
        } catch (RuntimeException e) {
            failure.accept(e);
            throw e;
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
