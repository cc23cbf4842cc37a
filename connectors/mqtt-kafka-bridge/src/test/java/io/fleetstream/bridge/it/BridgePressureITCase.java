package io.fleetstream.bridge.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.schemas.RecordHeaders;
import java.net.URI;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Very many messages wait in the broker, Kafka takes them slowly, and the broker stands still at
 * times: none is lost and the memory of the bridge does not grow. How many is the system property
 * {@code fleet.pressure.messages}, what Kafka takes {@code fleet.pressure.bytes-per-second}.
 */
class BridgePressureITCase {
    private static final int MESSAGES = Integer.getInteger("fleet.pressure.messages", 40_000);
    private static final int BYTES_PER_SECOND =
            Integer.getInteger("fleet.pressure.bytes-per-second", 300_000);
    private static final int QUEUE_OF_THE_SANDBOX = 1_000_000;
    private static final int MAX_IN_FLIGHT = 5000;
    private static final String NAME = "bridge-pressure";
    private static final String TOPIC = "pressure.raw";
    private static final Duration DEADLINE = Duration.ofMinutes(60);

    @RegisterExtension static final SharedServices SANDBOX = new SharedServices();

    @Test
    void losesNothingAndDoesNotGrow() throws Exception {
        if (Mosquitto.binary().isPresent()) {
            try (Mosquitto broker = Mosquitto.start(Mosquitto.binary().orElseThrow(), "pressure")) {
                underPressure(broker.url(), broker.pid());
            }
        } else {
            assertThat(MESSAGES).as(Mosquitto.MISSING).isLessThan(QUEUE_OF_THE_SANDBOX);
            underPressure(SANDBOX.mqtt().url(), SANDBOX.mqtt().pid());
        }
    }

    private static void underPressure(String url, long brokerPid) throws Exception {
        TestTopics.create(SANDBOX.sandbox(), TOPIC);
        try (BridgeUnderTest bridge =
                new BridgeUnderTest(SANDBOX.sandbox(), NAME, yaml())
                        .mqtt(url)
                        .heap("-Xmx256m")
                        .start()) {
            // From now on the broker queues for the session of the bridge.
            bridge.stop();
            long begin = System.nanoTime();
            Backlog.publish(URI.create(url).getPort(), MESSAGES);
            System.out.printf("%,d messages queued in %d s%n", MESSAGES, since(begin));

            throttleKafka();
            begin = System.nanoTime();
            bridge.start();
            MemoryWatch watch = drain(bridge, brokerPid);
            System.out.printf("taken by Kafka in %d s%n%s", since(begin), watch.report());

            // Mosquitto 2.0.11 sends more than the receive maximum from a queue.
            assertThat(watch.mostInFlight()).isLessThanOrEqualTo(MAX_IN_FLIGHT);
            // The embedded broker sends fifty at a time: Kafka's pace reaches it without a limit.
            if (watch.mostInFlight() > MAX_IN_FLIGHT / 2) {
                assertThat(watch.lowestLimit()).as("the intake was limited").isPositive();
            }
            assertThat(bridge.metric("fleet_bridge_dropped_total")).isZero();
            System.out.printf(
                    "%.0f reconnects, %.0f left to the broker%n",
                    bridge.metric("fleet_bridge_reconnects_total"),
                    bridge.metric("fleet_bridge_shed_total"));
            watch.assertFlat();
        }
        assertEverythingArrived();
    }

    private static String yaml() {
        // Small runs are over before ten seconds are.
        String interval = MESSAGES > QUEUE_OF_THE_SANDBOX ? "PT10S" : "PT1S";
        return """
        kafka: {producer-properties: {compression.type: none}}
        uplink: {intake: {interval: %s, latency-bound: PT0.2S, floor: 500}}
        downlink: {enabled: false}
        heartbeat: {topics: [pressure.raw]}
        routes:
          - name: readings
            topics: ["{org}/{site}/{device_type}/{device_id}/reading"]
            kafka-topic: pressure.raw
        """
                .formatted(interval);
    }

    private static MemoryWatch drain(BridgeUnderTest bridge, long brokerPid) throws Exception {
        MemoryWatch watch = new MemoryWatch(bridge, MESSAGES);
        Awaitility.await()
                .atMost(DEADLINE)
                .pollInterval(Duration.ofMillis(Math.min(1000, 200 + MESSAGES / 1000)))
                .until(
                        () -> {
                            boolean done = watch.sample() >= MESSAGES;
                            if (watch.samples() % 20 == 10 && !done) {
                                Signals.stop(brokerPid);
                                watch.sample();
                                Signals.go(brokerPid);
                            }
                            return done;
                        });
        return watch;
    }

    private static void throttleKafka() throws Exception {
        try (Admin admin = TestTopics.admin(SANDBOX.sandbox())) {
            ClientQuotaEntity client =
                    new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, NAME));
            admin.alterClientQuotas(
                            List.of(
                                    new ClientQuotaAlteration(
                                            client,
                                            List.of(
                                                    new ClientQuotaAlteration.Op(
                                                            "producer_byte_rate",
                                                            (double) BYTES_PER_SECOND)))))
                    .all()
                    .get();
        }
    }

    private static void assertEverythingArrived() {
        BitSet arrived = new BitSet(MESSAGES);
        long records = 0;
        long heartbeats = 0;
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", SANDBOX.kafka().bootstrapServers()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(TOPIC).stream()
                            .map(info -> new TopicPartition(TOPIC, info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    if (record.headers().lastHeader(RecordHeaders.HEARTBEAT) == null) {
                        String number = new String(record.value(), UTF_8).replaceAll("\\D", "");
                        arrived.set(Integer.parseInt(number));
                        records++;
                    } else {
                        heartbeats++;
                    }
                }
            }
        }
        System.out.printf(
                "%,d of %,d messages in Kafka, %,d repeats, %,d heartbeats%n",
                arrived.cardinality(), MESSAGES, records - arrived.cardinality(), heartbeats);
        assertThat(arrived.cardinality()).isEqualTo(MESSAGES);
        assertThat(heartbeats).isPositive();
    }

    private static long since(long nanos) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - nanos);
    }
}
