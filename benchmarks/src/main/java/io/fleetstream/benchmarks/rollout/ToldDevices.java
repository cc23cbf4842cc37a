package io.fleetstream.benchmarks.rollout;

import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Which devices were told of which rollout, by the lists of jobs that are pushed to them, and when
 * the last new one was, by Kafka's clock. For one thread.
 */
final class ToldDevices implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration SILENCE = Duration.ofSeconds(6);
    private static final String NOTIFY = "/jobs/notify";

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final int devices;
    private final Map<String, BitSet> told = new HashMap<>();
    private final Map<String, Long> last = new HashMap<>();

    ToldDevices(String bootstrapServers, long devices) {
        this.devices = Math.toIntExact(devices);
        consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                bootstrapServers,
                                "max.poll.records",
                                20_000,
                                "max.partition.fetch.bytes",
                                4 << 20),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        List<TopicPartition> all =
                consumer.partitionsFor(Topics.DEVICE_DOWNLINK).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(all);
        consumer.seekToBeginning(all);
    }

    /** Reads on, until somebody else was told. */
    void awaitMore(String rollout, Duration limit) throws IOException {
        long before = count(rollout);
        long deadline = System.nanoTime() + limit.toNanos();
        while (count(rollout) == before) {
            if (System.nanoTime() > deadline) {
                throw new IOException(
                        "only %d devices were told of the rollout %s".formatted(before, rollout));
            }
            read();
        }
    }

    /** Reads on, until nobody else is told for a while. */
    void awaitSilence(String rollout) {
        long before = -1;
        long since = System.nanoTime();
        while (count(rollout) != before || System.nanoTime() - since < SILENCE.toNanos()) {
            if (count(rollout) != before) {
                before = count(rollout);
                since = System.nanoTime();
            }
            read();
        }
    }

    long count(String rollout) {
        return told.containsKey(rollout) ? told.get(rollout).cardinality() : 0;
    }

    /** When the last new device was told, epoch milliseconds. */
    long last(String rollout) {
        return last.getOrDefault(rollout, 0L);
    }

    private void read() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            String topic = text(record.headers().lastHeader(RecordHeaders.MQTT_TOPIC).value());
            if (!topic.endsWith(NOTIFY)) {
                continue;
            }
            int device = JobRecords.number(text(record.key()));
            String list = text(record.value());
            for (String rollout : List.of("all", "paused")) {
                if (list.contains("\"jobId\":\"" + rollout + "\"")) {
                    BitSet known = told.computeIfAbsent(rollout, id -> new BitSet(devices));
                    if (!known.get(device)) {
                        known.set(device);
                        last.merge(rollout, record.timestamp(), Math::max);
                    }
                }
            }
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
