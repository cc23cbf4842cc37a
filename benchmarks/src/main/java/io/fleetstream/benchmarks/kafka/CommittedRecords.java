package io.fleetstream.benchmarks.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads all committed records of a topic, with a consumer of its own; a {@link KafkaConsumer}. */
public final class CommittedRecords implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Collection<TopicPartition> partitions;

    /** Assigned to all partitions of the topic, at their ends. */
    public CommittedRecords(String bootstrapServers, String topic) {
        Properties settings = FetchSettings.tuned();
        settings.setProperty(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        consumer =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        partitions =
                consumer.partitionsFor(topic).stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .collect(Collectors.toList());
        consumer.assign(partitions);
        toEnd();
    }

    /** Moves to the first records. */
    public void toBeginning() {
        consumer.seekToBeginning(partitions);
        partitions.forEach(consumer::position);
    }

    /** Moves behind the last committed records. */
    public void toEnd() {
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /**
     * Reads from where it stands to what is the end now.
     *
     * @return records read
     */
    public long readToEnd() {
        return readToEnd(record -> {});
    }

    /**
     * Reads from where it stands to what is the end now.
     *
     * @param each gets every record
     * @return records read
     */
    public long readToEnd(Consumer<ConsumerRecord<byte[], byte[]>> each) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long records = 0;
        while (!reached(ends)) {
            ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
            polled.forEach(each);
            records += polled.count();
        }
        return records;
    }

    /** Hands on what arrives within a short time. */
    public void poll(Consumer<ConsumerRecord<byte[], byte[]>> each) {
        consumer.poll(POLL).forEach(each);
    }

    private boolean reached(Map<TopicPartition, Long> ends) {
        return List.copyOf(ends.entrySet()).stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
