package io.fleetstream.cli.topic;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads what stands in a topic now: every partition to the end it had at the beginning, committed
 * records only, in the order of each partition. No consumer group, so nothing is left behind.
 */
public final class TopicScan {
    private static final Duration POLL = Duration.ofMillis(500);

    /** How long one request may take; longer than an election of leaders. */
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private static final Duration STALLED = Duration.ofSeconds(60);

    private final Cluster cluster;

    /** Reads from that cluster. */
    public TopicScan(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Takes one record after the other. */
    @FunctionalInterface
    public interface Visitor {
        /** Takes a record. */
        void visit(ConsumerRecord<byte[], byte[]> record) throws IOException;
    }

    /** Visits the whole topic. */
    public void visit(String topic, Visitor visitor) throws IOException {
        visit(topic, Optional.empty(), visitor);
    }

    /**
     * Visits the topic from the first record written at {@code since} or later.
     *
     * @throws IOException if the topic does not exist, or Kafka does not answer
     */
    public void visit(String topic, Optional<Instant> since, Visitor visitor) throws IOException {
        Map<String, Object> settings =
                cluster.client(
                        Map.of(
                                "isolation.level",
                                "read_committed",
                                "enable.auto.commit",
                                false,
                                "auto.offset.reset",
                                "earliest",
                                "allow.auto.create.topics",
                                false,
                                "max.poll.records",
                                5_000,
                                "default.api.timeout.ms",
                                Math.toIntExact(ANSWER.toMillis())));
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            read(consumer, topic, since, visitor);
        } catch (InterruptException e) {
            throw e;
        } catch (TimeoutException e) {
            throw new IOException(
                    "Kafka at "
                            + cluster.bootstrapServers()
                            + " does not answer: is it running, and is that its address?",
                    e);
        } catch (KafkaException e) {
            throw new IOException(topic + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void read(
            KafkaConsumer<byte[], byte[]> consumer,
            String topic,
            Optional<Instant> since,
            Visitor visitor)
            throws IOException {
        List<PartitionInfo> infos = consumer.partitionsFor(topic);
        if (infos == null || infos.isEmpty()) {
            throw new IOException(
                    "there is no topic " + topic + "; create it with ./fleet topics create");
        }
        List<TopicPartition> partitions =
                infos.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
        seek(consumer, partitions, since, ends);
        long lastProgress = System.nanoTime();
        while (true) {
            ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            if (ends.isEmpty()) {
                return;
            }
            consumer.pause(partitions.stream().filter(each -> !ends.containsKey(each)).toList());
            boolean any = false;
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                any = true;
                Long end = ends.get(new TopicPartition(record.topic(), record.partition()));
                if (end != null && record.offset() < end) {
                    visitor.visit(record);
                }
            }
            if (any) {
                lastProgress = System.nanoTime();
            } else if (System.nanoTime() - lastProgress > STALLED.toNanos()) {
                throw new IOException("Kafka has not answered for " + STALLED.toSeconds() + " s");
            }
        }
    }

    private static void seek(
            KafkaConsumer<byte[], byte[]> consumer,
            List<TopicPartition> partitions,
            Optional<Instant> since,
            Map<TopicPartition, Long> ends) {
        if (since.isEmpty()) {
            consumer.seekToBeginning(partitions);
            return;
        }
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(each -> times.put(each, since.get().toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
        for (TopicPartition each : partitions) {
            OffsetAndTimestamp at = found.get(each);
            consumer.seek(each, at == null ? ends.get(each) : at.offset());
        }
    }
}
