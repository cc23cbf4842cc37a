package io.fleetstream.bridge.it;

import static io.fleetstream.bridge.it.TopicReader.header;
import static io.fleetstream.bridge.it.TopicReader.key;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.schemas.Topics;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.Awaitility;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Topics that Kafka refuses: the others go on, nothing disappears, and all heals by itself. */
class BridgeRefusalITCase {
    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final String SECRET = "refusal.secret";

    @RegisterExtension static final SharedServices SANDBOX = new SharedServices();

    private static BridgeUnderTest bridge;
    private static MqttAsyncClient device;

    @BeforeAll
    static void start() throws Exception {
        TestTopics.create(SANDBOX.sandbox(), SECRET);
        bridge =
                new BridgeUnderTest(
                                SANDBOX.sandbox(),
                                "refusal",
                                """
                                uplink: {park-after: PT3S}
                                routes:
                                  - name: readings
                                    topics: ["refusal/{device_id}/reading"]
                                    kafka-topic: telemetry.raw
                                  - name: ghosts
                                    topics: ["refusal/{device_id}/ghost"]
                                    kafka-topic: refusal.ghost
                                  - name: secrets
                                    topics: ["refusal/{device_id}/secret"]
                                    kafka-topic: refusal.secret
                                """)
                        .start();
        device = MqttTestClient.connect(SANDBOX.mqtt().url(), "refusal-device");
    }

    @AfterAll
    static void stop() throws Exception {
        MqttTestClient.close(device);
        bridge.close();
    }

    @Test
    void parksWhatIsForAMissingTopicUntilItIsThere() throws Exception {
        publish("g1", "ghost");
        publish("r1", "reading");

        assertParked("g1", "refusal.ghost", "UnknownTopicOrPartitionException");
        Awaitility.await().atMost(DEADLINE).until(() -> find(Topics.TELEMETRY_RAW, "r1") != null);
        assertThat(bridge.get("/health").statusCode()).isEqualTo(200);
        assertThat(bridge.get("/health").body())
                .contains("\"status\":\"DEGRADED\"", "\"refusal.ghost\":\"UnknownTopicOr");
        assertThat(bridge.metric("fleet_bridge_route_refused{route=\"ghosts\"}")).isOne();
        assertThat(bridge.metric("fleet_bridge_parked_total{route=\"ghosts\"}")).isOne();

        TestTopics.create(SANDBOX.sandbox(), "refusal.ghost");
        Awaitility.await()
                .atMost(DEADLINE)
                .until(() -> bridge.metric("fleet_bridge_route_refused{route=\"ghosts\"}") == 0);
        publish("g2", "ghost");

        Awaitility.await().atMost(DEADLINE).until(() -> find("refusal.ghost", "g2") != null);
    }

    @Test
    void parksWhatItMayNotWriteUntilItMay() throws Exception {
        AclBinding denied =
                new AclBinding(
                        new ResourcePattern(ResourceType.TOPIC, SECRET, PatternType.LITERAL),
                        new AccessControlEntry(
                                "User:ANONYMOUS", "*", AclOperation.WRITE, AclPermissionType.DENY));
        AclBinding seen =
                new AclBinding(
                        denied.pattern(),
                        new AccessControlEntry(
                                "User:*", "*", AclOperation.ALL, AclPermissionType.ALLOW));
        try (Admin admin = TestTopics.admin(SANDBOX.sandbox())) {
            admin.createAcls(List.of(denied, seen)).all().get();
            publish("s1", "secret");
            publish("r2", "reading");

            assertParked("s1", SECRET, "TopicAuthorizationException");
            Awaitility.await()
                    .atMost(DEADLINE)
                    .until(() -> find(Topics.TELEMETRY_RAW, "r2") != null);
            assertThat(bridge.metric("fleet_bridge_kafka_producer_restarts_total")).isZero();

            admin.deleteAcls(List.of(denied.toFilter())).all().get();
        }
        // One record at a time is a trial.
        int[] number = {0};
        Awaitility.await()
                .atMost(DEADLINE)
                .pollInterval(Duration.ofSeconds(1))
                .until(
                        () -> {
                            publish("t" + number[0]++, "secret");
                            return bridge.metric("fleet_bridge_route_refused{route=\"secrets\"}")
                                    == 0;
                        });
        publish("s2", "secret");
        Awaitility.await().atMost(DEADLINE).until(() -> find(SECRET, "s2") != null);
    }

    private static void assertParked(String deviceId, String from, String reason) {
        Awaitility.await()
                .atMost(DEADLINE)
                .untilAsserted(() -> assertThat(find(Topics.TELEMETRY_RAW, deviceId)).isNotNull());
        ConsumerRecord<byte[], byte[]> parked = find(Topics.TELEMETRY_RAW, deviceId);
        assertThat(header(parked, "parked-from")).isEqualTo(from);
        assertThat(header(parked, "parked-reason")).isEqualTo(reason);
        assertThat(parked.value()).isEqualTo(deviceId.getBytes(UTF_8));
        Awaitility.await()
                .atMost(DEADLINE)
                .until(() -> bridge.metric("fleet_bridge_in_flight_messages") == 0);
    }

    private static ConsumerRecord<byte[], byte[]> find(String topic, String deviceId) {
        try (TopicReader reader = new TopicReader(SANDBOX.kafka().bootstrapServers(), topic)) {
            return reader.toEnd().stream()
                    .filter(record -> deviceId.equals(key(record)))
                    .findFirst()
                    .orElse(null);
        }
    }

    private static void publish(String deviceId, String kind) throws Exception {
        device.publish(
                        "refusal/" + deviceId + "/" + kind,
                        new MqttMessage(deviceId.getBytes(UTF_8), 1, false, new MqttProperties()))
                .waitForCompletion(DEADLINE.toMillis());
    }
}
