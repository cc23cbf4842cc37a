package io.fleetstream.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the downlink from its present end on, into a book; in a thread of its own. */
final class AnswerReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final AnswerBook book;
    private final Thread thread = new Thread(this::run, "answers");
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private volatile boolean stopped;

    AnswerReader(Cluster cluster, AnswerBook book) {
        this.book = book;
        consumer =
                new KafkaConsumer<>(
                        cluster.client(
                                Map.of(
                                        "enable.auto.commit",
                                        false,
                                        "auto.offset.reset",
                                        "earliest")),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                consumer.partitionsFor(Topics.DEVICE_DOWNLINK).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        thread.start();
    }

    /** Waits until no more requests than that are unanswered; not after a wrong answer. */
    void awaitOpen(long most, Duration patience) {
        await().atMost(patience)
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL)
                .until(
                        () ->
                                failure.get() != null
                                        || book.open() <= most
                                        || !book.problems().isEmpty());
        if (failure.get() != null) {
            throw new IllegalStateException("answers cannot be read", failure.get());
        }
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        consumer.close();
    }

    private void run() {
        try {
            while (!stopped) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    book.message(
                            new String(record.key(), UTF_8),
                            new String(
                                    record.headers().lastHeader(RecordHeaders.MQTT_TOPIC).value(),
                                    UTF_8),
                            record.value());
                }
            }
        } catch (IOException | RuntimeException e) {
            failure.set(e);
        }
    }
}
