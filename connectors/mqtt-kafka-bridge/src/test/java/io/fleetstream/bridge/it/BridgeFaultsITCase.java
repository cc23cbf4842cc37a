package io.fleetstream.bridge.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Under load at QoS 1: whatever breaks, what was acknowledged arrives, each device in order. */
class BridgeFaultsITCase {
    private static final int DEVICES = 20;
    private static final int BEFORE = 1000;
    private static final int AFTER = 1500;
    private static final int PER_SECOND = 1000;
    private static final Duration DEADLINE = Duration.ofMinutes(3);

    @RegisterExtension static final SharedServices SANDBOX = new SharedServices();

    private String name;
    private BridgeUnderTest bridge;

    @BeforeEach
    void start(TestInfo test) throws Exception {
        name = test.getTestMethod().orElseThrow().getName();
        bridge =
                new BridgeUnderTest(
                                SANDBOX.sandbox(),
                                "bridge-" + name,
                                "mqtt: {reconnect-initial-delay: PT0.2S, reconnect-max-delay:"
                                        + " PT4S}")
                        .start();
    }

    @AfterEach
    void stop() {
        bridge.close();
    }

    @Test
    void losesNothingWhenTheBridgeIsKilled() throws Exception {
        underLoad(
                () -> {
                    for (int i = 0; i < 2; i++) {
                        bridge.kill();
                        bridge.start();
                    }
                });
    }

    @Test
    void losesNothingWhenTheBrokerRestarts() throws Exception {
        underLoad(SANDBOX.mqtt()::restart);

        assertThat(bridge.metric("fleet_bridge_reconnects_total{link=\"uplink\"}")).isPositive();
    }

    @Test
    void losesNothingWhenKafkaIsAwayForFifteenSeconds() throws Exception {
        underLoad(
                () -> {
                    SANDBOX.kafka().stop();
                    long until = System.nanoTime() + Duration.ofSeconds(15).toNanos();
                    Awaitility.await()
                            .atMost(DEADLINE)
                            .until(
                                    () ->
                                            System.nanoTime() - until > 0
                                                    && bridge.get("/health").statusCode() == 503);
                    // The receive maximum; this broker sends less than it might.
                    assertThat(bridge.metric("fleet_bridge_in_flight_messages"))
                            .isBetween(1.0, 1000.0);
                    SANDBOX.kafka().start();
                });

        assertThat(bridge.metric("fleet_bridge_kafka_producer_restarts_total")).isZero();
        assertThat(bridge.metric("fleet_bridge_dropped_total")).isZero();
    }

    @Test
    void goesOnWhereItEndedAfterAnOrderlyStop() throws Exception {
        underLoad(
                () -> {
                    bridge.stop();
                    bridge.start();
                });

        assertThat(bridge.metric("fleet_bridge_sessions_total{link=\"uplink\",present=\"true\"}"))
                .isEqualTo(1);
    }

    private void underLoad(Fault fault) throws Exception {
        LoadDevices load = new LoadDevices(SANDBOX.mqtt().url(), name, DEVICES, PER_SECOND);
        Thread thread = new Thread(load, "load");
        thread.start();
        Awaitility.await().atMost(DEADLINE).until(() -> load.acknowledged() > BEFORE);
        fault.happen();
        int messages = load.finish(AFTER);
        thread.join(DEADLINE.toMillis());
        assertThat(load.acknowledged()).isEqualTo(messages);
        try (TopicReader reader =
                new TopicReader(SANDBOX.kafka().bootstrapServers(), Topics.TELEMETRY_RAW)) {
            Awaitility.await()
                    .atMost(DEADLINE)
                    .pollInterval(Duration.ofMillis(300))
                    .until(
                            () -> {
                                reader.toEnd();
                                return distinct(records(reader)) == messages;
                            });
            List<ConsumerRecord<byte[], byte[]>> records = records(reader);
            System.out.println(
                    name + ": " + messages + " acknowledged, " + records.size() + " in Kafka");
            assertThat(firstTimes(records))
                    .hasSize(DEVICES)
                    .allSatisfy((device, numbers) -> assertThat(numbers).isSorted());
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> records(TopicReader reader) {
        return reader.messages(
                record -> String.valueOf(TopicReader.key(record)).startsWith(name + "-"));
    }

    private static int distinct(List<ConsumerRecord<byte[], byte[]>> records) {
        Set<String> seen = new HashSet<>();
        records.forEach(r -> seen.add(TopicReader.key(r) + TopicReader.value(r)));
        return seen.size();
    }

    /** The numbers of each device in the order in which they came first. */
    private static Map<String, List<Integer>> firstTimes(
            List<ConsumerRecord<byte[], byte[]>> records) {
        Map<String, Set<Integer>> seen = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            String number = TopicReader.value(record).replaceAll("\\D", "");
            seen.computeIfAbsent(TopicReader.key(record), any -> new LinkedHashSet<>())
                    .add(Integer.valueOf(number));
        }
        Map<String, List<Integer>> lists = new TreeMap<>();
        seen.forEach((device, numbers) -> lists.put(device, new ArrayList<>(numbers)));
        return lists;
    }

    @FunctionalInterface
    private interface Fault {
        void happen() throws Exception;
    }
}
