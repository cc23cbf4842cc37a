package io.fleetstream.benchmarks.shadowlatency;

import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Where the time went, read from Kafka afterwards: at the bridge by the header of the request, in
 * the answer's topic by its append time, which has milliseconds only.
 */
final class Legs {
    private static final long NANOS_PER_MICRO = 1_000;
    private static final long MICROS_PER_MILLI = 1_000;
    private static final Duration POLL = Duration.ofMillis(500);

    private final String bootstrapServers;
    private final Map<TopicPartition, Long> begin;

    /** One part of the way and its delays. */
    record Leg(String name, Delays delays) {}

    private Legs(String bootstrapServers, Map<TopicPartition, Long> begin) {
        this.bootstrapServers = bootstrapServers;
        this.begin = begin;
    }

    /** Remembers where the topics end now. */
    static Legs from(String bootstrapServers) {
        try (KafkaConsumer<String, byte[]> consumer = consumer(bootstrapServers)) {
            List<TopicPartition> all = new ArrayList<>();
            for (String topic : List.of(Topics.SHADOW_REQUESTS, Topics.DEVICE_DOWNLINK)) {
                consumer.partitionsFor(topic)
                        .forEach(info -> all.add(new TopicPartition(topic, info.partition())));
            }
            return new Legs(bootstrapServers, Map.copyOf(consumer.endOffsets(all)));
        }
    }

    /** What has come since then, split into its legs. */
    List<Leg> read(Updates updates, Arrivals arrivals) {
        long[] atBridge = none(updates.count());
        long[] inDownlink = none(updates.count());
        try (KafkaConsumer<String, byte[]> consumer = consumer(bootstrapServers)) {
            consumer.assign(begin.keySet());
            begin.forEach(consumer::seek);
            Map<TopicPartition, Long> end = consumer.endOffsets(begin.keySet());
            Consumer<ConsumerRecord<String, byte[]>> take =
                    record -> {
                        if (record.topic().equals(Topics.SHADOW_REQUESTS)) {
                            keep(atBridge, record, micros(record));
                        } else if (header(record, RecordHeaders.MQTT_TOPIC).endsWith("/delta")) {
                            keep(inDownlink, record, record.timestamp() * MICROS_PER_MILLI);
                        }
                    };
            while (end.entrySet().stream()
                    .anyMatch(last -> consumer.position(last.getKey()) < last.getValue())) {
                consumer.poll(POLL).forEach(take);
            }
        }
        return List.of(
                new Leg("device-to-bridge", between(updates.sentMicros(), atBridge)),
                new Leg("bridge-to-downlink-topic", between(atBridge, inDownlink)),
                new Leg("downlink-topic-to-device", between(inDownlink, arrivals.deltaMicros())));
    }

    private static void keep(long[] times, ConsumerRecord<String, byte[]> record, long micros) {
        Numbered.of(record.value())
                .ifPresent(
                        number -> {
                            if (number < times.length && times[number] < 0) {
                                times[number] = micros;
                            }
                        });
    }

    private static Delays between(long[] from, long[] to) {
        long[] nanos = new long[from.length];
        for (int i = 0; i < nanos.length; i++) {
            boolean both = from[i] >= 0 && to[i] >= 0;
            // a time cut to milliseconds may lie before what came earlier in the same one
            nanos[i] = both ? Math.max(0, (to[i] - from[i]) * NANOS_PER_MICRO) : -1;
        }
        return Delays.of(nanos);
    }

    private static long[] none(int length) {
        long[] none = new long[length];
        Arrays.fill(none, -1);
        return none;
    }

    private static long micros(ConsumerRecord<String, byte[]> record) {
        return Long.parseLong(header(record, RecordHeaders.RECEIVED_AT));
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static KafkaConsumer<String, byte[]> consumer(String bootstrapServers) {
        return new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }
}
