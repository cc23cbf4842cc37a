package io.fleetstream.cli.topic;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows a topic from some time on; no consumer group, so nothing is left behind. */
public final class TopicTail implements AutoCloseable {
    private final String topic;
    private final KafkaConsumer<byte[], byte[]> consumer;

    /**
     * From the first record written at {@code since} or later.
     *
     * @throws IOException if the topic does not exist, or Kafka does not answer
     */
    public TopicTail(Cluster cluster, String topic, Instant since) throws IOException {
        this.topic = topic;
        consumer =
                new KafkaConsumer<>(
                        cluster.client(
                                Map.of(
                                        "isolation.level",
                                        "read_committed",
                                        "enable.auto.commit",
                                        false,
                                        "auto.offset.reset",
                                        "earliest",
                                        "allow.auto.create.topics",
                                        false)),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        try {
            seek(since);
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            consumer.close();
            throw unreadable(e);
        } catch (IOException e) {
            consumer.close();
            throw e;
        }
    }

    /** What has come, in the order of each partition; waits for that long at most. */
    public Iterable<ConsumerRecord<byte[], byte[]>> poll(Duration patience) throws IOException {
        try {
            return consumer.poll(patience);
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            throw unreadable(e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void seek(Instant since) throws IOException {
        List<PartitionInfo> infos = consumer.partitionsFor(topic);
        if (infos == null || infos.isEmpty()) {
            throw new IOException(
                    "there is no topic " + topic + "; create it with ./fleet topics create");
        }
        List<TopicPartition> partitions =
                infos.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(each -> times.put(each, since.toEpochMilli()));
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
        for (TopicPartition each : partitions) {
            OffsetAndTimestamp at = found.get(each);
            consumer.seek(each, at == null ? ends.get(each) : at.offset());
        }
    }

    private IOException unreadable(KafkaException e) {
        return new IOException(topic + " cannot be read: " + e.getMessage(), e);
    }
}
