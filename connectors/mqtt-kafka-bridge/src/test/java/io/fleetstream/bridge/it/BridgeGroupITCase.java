package io.fleetstream.bridge.it;

import static io.fleetstream.bridge.it.TopicReader.header;
import static io.fleetstream.bridge.it.TopicReader.key;
import static io.fleetstream.bridge.it.TopicReader.value;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two bridges side by side on Mosquitto; the sandbox's broker does not balance. */
class BridgeGroupITCase {
    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final int DEVICES = 20;
    private static final int PER_SECOND = 1500;

    @RegisterExtension static final SharedServices SANDBOX = new SharedServices();

    private String name;
    private Mosquitto broker;
    private BridgeUnderTest a;
    private BridgeUnderTest b;

    @BeforeEach
    void start(TestInfo test) throws Exception {
        Assumptions.assumeTrue(Mosquitto.binary().isPresent(), Mosquitto.MISSING);
        name = test.getTestMethod().orElseThrow().getName();
        broker = Mosquitto.start(Mosquitto.binary().orElseThrow(), name);
        TestTopics.create(SANDBOX.sandbox(), "beats." + name);
        a = bridge("a");
        b = bridge("b");
        a.launch();
        b.launch();
        a.awaitUp();
        b.awaitUp();
        Awaitility.await().atMost(DEADLINE).until(() -> exclusive(a) + exclusive(b) == 0);
    }

    @AfterEach
    void stop() {
        if (broker != null) {
            a.close();
            b.close();
            broker.close();
        }
    }

    @Test
    void sharesTheLoadAndLosesNothingWhenOneIsKilled() throws Exception {
        LoadDevices load = new LoadDevices(broker.url(), name, DEVICES, PER_SECOND);
        Thread thread = new Thread(load, "load");
        thread.start();
        Awaitility.await().atMost(DEADLINE).until(() -> load.acknowledged() > 3000);
        double byA = readings(a);
        double byB = readings(b);
        System.out.printf("shared: %.0f by one bridge, %.0f by the other%n", byA, byB);
        assertThat(Math.min(byA, byB)).isGreaterThan((byA + byB) / 4);

        b.kill();
        int then = load.acknowledged();
        Awaitility.await().atMost(DEADLINE).until(() -> load.acknowledged() > then + 3000);
        int messages = load.finish(1000);
        thread.join(DEADLINE.toMillis());
        assertThat(load.acknowledged()).isEqualTo(messages);
        try (TopicReader reader = reader(Topics.TELEMETRY_RAW)) {
            Awaitility.await().atMost(DEADLINE).until(() -> bridgeIsIdle(a));
            assertThat(reader.toEnd()).isNotEmpty();
            System.out.printf(
                    "%d of %d in Kafka before the killed bridge is back%n",
                    distinct(reader), messages);
            // What the broker keeps for the killed one comes when that is back.
            b.launch();
            Awaitility.await()
                    .atMost(DEADLINE)
                    .pollInterval(Duration.ZERO)
                    .until(() -> distinct(reader) == messages);
            System.out.printf(
                    "%d of %d in Kafka, %d records%n",
                    distinct(reader), messages, mine(reader).size());
        }
    }

    @Test
    void leavesOrderedRequestsToOneBridgeAndHandsThemOver() throws Exception {
        MqttAsyncClient device = MqttTestClient.connect(broker.url(), "device");
        request(device, 0, 200);
        try (TopicReader reader = reader(Topics.SHADOW_REQUESTS)) {
            Awaitility.await().atMost(DEADLINE).until(() -> numbers(reader).size() == 200);
            assertThat(numbers(reader)).isEqualTo(IntStream.range(0, 200).boxed().toList());
            boolean first = requests(a) > 0;
            assertThat(requests(first ? b : a)).isZero();

            (first ? a : b).kill();
            request(device, 200, 400);

            Awaitility.await()
                    .atMost(DEADLINE)
                    .until(() -> Set.copyOf(numbers(reader)).size() == 400);
            assertThat(numbers(reader).stream().distinct().toList())
                    .isEqualTo(IntStream.range(0, 400).boxed().toList());
            assertThat(exclusive(first ? b : a)).isEqualTo(1);
        }
        MqttTestClient.close(device);
    }

    @Test
    void bothBeatInEveryPartitionAlsoInThoseAddedLater() throws Exception {
        String topic = "beats." + name;
        Awaitility.await().atMost(DEADLINE).until(() -> beaten(topic).size() == 4);
        try (Admin admin = TestTopics.admin(SANDBOX.sandbox())) {
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(6))).all().get();
        }
        Awaitility.await().atMost(DEADLINE).until(() -> beaten(topic).size() == 6);
        assertThat(a.metric("fleet_bridge_heartbeats_total")).isPositive();
        assertThat(b.metric("fleet_bridge_heartbeats_total")).isPositive();
    }

    private BridgeUnderTest bridge(String which) throws Exception {
        return new BridgeUnderTest(
                        SANDBOX.sandbox(),
                        name + "-" + which,
                        """
                        mqtt:
                          shared-group: %s
                          reconnect-initial-delay: PT0.2S
                          reconnect-max-delay: PT2S
                        downlink: {enabled: false}
                        heartbeat: {topics: [beats.%s], delay-after-connect: PT0S}
                        """
                                .formatted(name, name))
                .mqtt(broker.url());
    }

    private void request(MqttAsyncClient device, int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            device.publish(
                            "$aws/things/" + name + "/shadow/update",
                            new MqttMessage(
                                    Integer.toString(i).getBytes(UTF_8),
                                    1,
                                    false,
                                    new MqttProperties()))
                    .waitForCompletion(DEADLINE.toMillis());
        }
    }

    private List<Integer> numbers(TopicReader reader) {
        return reader.messages(record -> name.equals(key(record))).stream()
                .map(record -> Integer.valueOf(value(record)))
                .toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> mine(TopicReader reader) {
        return reader.messages(record -> String.valueOf(key(record)).startsWith(name + "-"));
    }

    private int distinct(TopicReader reader) {
        return mine(reader).stream()
                .map(record -> key(record) + value(record))
                .collect(Collectors.toSet())
                .size();
    }

    private static Set<Integer> beaten(String topic) {
        try (TopicReader reader = reader(topic)) {
            return reader.toEnd().stream()
                    .filter(record -> header(record, RecordHeaders.HEARTBEAT) != null)
                    .map(ConsumerRecord::partition)
                    .collect(Collectors.toSet());
        }
    }

    private static boolean bridgeIsIdle(BridgeUnderTest bridge) throws Exception {
        return bridge.metric("fleet_bridge_in_flight_messages") == 0;
    }

    private static double readings(BridgeUnderTest bridge) throws Exception {
        return bridge.metric("fleet_bridge_received_total{route=\"readings\"}");
    }

    private static double requests(BridgeUnderTest bridge) throws Exception {
        return bridge.metric("fleet_bridge_received_total{route=\"shadow\"}");
    }

    /** 1 with the turn and connected, -1 without the turn. */
    private static double exclusive(BridgeUnderTest bridge) throws Exception {
        return bridge.metric("fleet_bridge_connected{link=\"uplink-exclusive\"}");
    }

    private static TopicReader reader(String topic) {
        return new TopicReader(SANDBOX.kafka().bootstrapServers(), topic);
    }
}
