package io.fleetstream.bridge.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

class BridgeDownlinkITCase {
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    @RegisterExtension static final SharedServices SANDBOX = new SharedServices();

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private KafkaProducer<byte[], byte[]> producer;
    private MqttAsyncClient device;
    private BridgeUnderTest bridge;
    private String name;
    private String topic;

    @BeforeEach
    void start(TestInfo test) throws Exception {
        name = test.getTestMethod().orElseThrow().getName();
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", SANDBOX.kafka().bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        topic = "downlink." + name;
        TestTopics.create(SANDBOX.sandbox(), topic);
        device = subscriber("device-" + name);
        bridge = new BridgeUnderTest(SANDBOX.sandbox(), "bridge-" + name, ownTopicAndGroup());
        bridge.start();
    }

    @AfterEach
    void stop() throws Exception {
        bridge.close();
        producer.close();
        MqttTestClient.close(device);
    }

    @Test
    void publishesWithQosRetainAndExpiry() throws Exception {
        send(
                "a",
                "mqtt.qos",
                "2",
                "mqtt.retain",
                "true",
                "expiry-seconds",
                "600",
                "content-type",
                "text/plain",
                "user.id",
                "7");

        Awaitility.await().atMost(DEADLINE).until(() -> received.size() == 1);

        MqttMessage message = received.get(0).message();
        assertThat(new String(message.getPayload(), UTF_8)).isEqualTo("a");
        assertThat(message.getQos()).isEqualTo(2);
        assertThat(message.getProperties().getMessageExpiryInterval()).isBetween(1L, 600L);
        assertThat(message.getProperties().getContentType()).isEqualTo("text/plain");
        assertThat(message.getProperties().getUserProperties().get(0).getValue()).isEqualTo("7");
        MqttAsyncClient late = subscriber("late-" + name);
        Awaitility.await().atMost(DEADLINE).until(() -> received.size() == 2);
        assertThat(received.get(1).message().isRetained()).isTrue();
        MqttTestClient.close(late);
    }

    @Test
    void skipsAndCountsWhatCannotBePublished() throws Exception {
        bridge.stop();
        producer.send(new ProducerRecord<>(topic, 0, null, new byte[0])).get();
        sendTo("down/+/x", "wildcard");
        send("expired", "expiry-seconds", "1");
        Awaitility.await().pollDelay(Duration.ofSeconds(2)).atMost(DEADLINE).until(() -> true);
        send("fine");
        bridge.start();

        Awaitility.await().atMost(DEADLINE).until(() -> received.size() == 1);
        assertThat(new String(received.get(0).message().getPayload(), UTF_8)).isEqualTo("fine");
        Awaitility.await()
                .atMost(DEADLINE)
                .untilAsserted(
                        () -> {
                            assertThat(bridge.metric("fleet_bridge_downlink_published")).isOne();
                            assertThat(bridge.metric("fleet_bridge_downlink_expired")).isOne();
                            assertThat(bridge.metric("fleet_bridge_downlink_failed")).isEqualTo(2);
                        });
    }

    @Test
    void keepsTheOrderAndLosesNothingWhenTheBrokerRestarts() throws Exception {
        int messages = 5000;
        for (int i = 0; i < messages; i++) {
            send(Integer.toString(i));
            if (i == messages / 2) {
                Awaitility.await().atMost(DEADLINE).until(() -> !received.isEmpty());
                SANDBOX.mqtt().restart();
                device = subscriber("device-" + name);
            }
        }

        Awaitility.await().atMost(DEADLINE).until(() -> distinct().size() == messages);
        assertThat(distinct()).isEqualTo(IntStream.range(0, messages).boxed().toList());
    }

    @Test
    void committedOffsetsAreNotPublishedAgain() throws Exception {
        send("once");
        Awaitility.await().atMost(DEADLINE).until(() -> received.size() == 1);
        bridge.stop();
        bridge.start();
        send("then");

        Awaitility.await().atMost(DEADLINE).until(() -> received.size() >= 2);
        assertThat(received)
                .extracting(r -> new String(r.message().getPayload(), UTF_8))
                .containsExactly("once", "then");
    }

    /**
     * Each test ends its bridge with a kill, so what it published in the last second before is not
     * committed: in a group they share, the next test's bridge would publish it again.
     */
    private String ownTopicAndGroup() {
        return "downlink: {topic: "
                + topic
                + ", group-id: "
                + name
                + "}\nmqtt: {reconnect-initial-delay: PT0.2S, reconnect-max-delay: PT2S}";
    }

    private List<Integer> distinct() {
        return received.stream()
                .map(r -> Integer.valueOf(new String(r.message().getPayload(), UTF_8)))
                .distinct()
                .toList();
    }

    private void send(String payload, String... headers) throws Exception {
        sendTo("down/" + name, payload, headers);
    }

    private void sendTo(String mqttTopic, String payload, String... headers) throws Exception {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, name.getBytes(UTF_8), payload.getBytes(UTF_8));
        record.headers().add("mqtt.topic", mqttTopic.getBytes(UTF_8));
        for (int i = 0; i < headers.length; i += 2) {
            record.headers().add(headers[i], headers[i + 1].getBytes(UTF_8));
        }
        var unused = producer.send(record);
    }

    /** Keeps its session, as a device does that wants its commands. */
    private MqttAsyncClient subscriber(String clientId) throws Exception {
        MqttAsyncClient client =
                MqttTestClient.connect(
                        SANDBOX.mqtt().url(),
                        clientId,
                        (from, message) -> received.add(new Received(from, message)));
        client.subscribe(new MqttSubscription("down/" + name, 2))
                .waitForCompletion(DEADLINE.toMillis());
        return client;
    }

    private record Received(String topic, MqttMessage message) {}
}
