package io.fleetstream.cli.shadow;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;

/** What goes to one device from now on, read from its partition of the downlink. */
final class DownlinkReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final byte[] key;

    /**
     * Stands at the end of the partition once it returns.
     *
     * @throws IOException if Kafka does not answer, or there is no such topic
     */
    DownlinkReader(Cluster cluster, String device) throws IOException {
        key = device.getBytes(UTF_8);
        consumer =
                new KafkaConsumer<>(
                        cluster.client(
                                Map.of(
                                        "enable.auto.commit",
                                        false,
                                        "auto.offset.reset",
                                        "latest",
                                        "allow.auto.create.topics",
                                        false,
                                        "default.api.timeout.ms",
                                        30_000)),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        try {
            List<PartitionInfo> partitions = consumer.partitionsFor(Topics.DEVICE_DOWNLINK);
            if (partitions == null || partitions.isEmpty()) {
                throw new IOException(
                        "there is no topic "
                                + Topics.DEVICE_DOWNLINK
                                + "; create it with ./fleet topics create");
            }
            // where every producer puts a record with this key
            int partition = Utils.toPositive(Utils.murmur2(key)) % partitions.size();
            TopicPartition own = new TopicPartition(Topics.DEVICE_DOWNLINK, partition);
            consumer.assign(List.of(own));
            consumer.seekToEnd(List.of(own));
            // seeks lazily otherwise, past the answer
            long unused = consumer.position(own);
        } catch (InterruptException e) {
            consumer.close();
            throw e;
        } catch (KafkaException e) {
            consumer.close();
            throw unreachable(cluster, e);
        } catch (IOException e) {
            consumer.close();
            throw e;
        }
    }

    /** What has come for the device, waiting a moment if nothing has. */
    List<Message> poll() throws IOException {
        List<Message> messages = new java.util.ArrayList<>();
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                Header topic = record.headers().lastHeader(RecordHeaders.MQTT_TOPIC);
                if (Arrays.equals(record.key(), key) && topic != null && record.value() != null) {
                    messages.add(
                            new Message(
                                    new String(topic.value(), UTF_8),
                                    record.value(),
                                    Instant.ofEpochMilli(record.timestamp())));
                }
            }
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            throw new IOException("Kafka does not answer: " + e.getMessage(), e);
        }
        return messages;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private static IOException unreachable(Cluster cluster, KafkaException e) {
        return new IOException(
                "Kafka at " + cluster.bootstrapServers() + " does not answer: " + e.getMessage(),
                e);
    }

    /**
     * A message to the device.
     *
     * @param topic MQTT topic
     * @param payload its bytes
     * @param writtenAt when Kafka took it
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    record Message(String topic, byte[] payload, Instant writtenAt) {}
}
