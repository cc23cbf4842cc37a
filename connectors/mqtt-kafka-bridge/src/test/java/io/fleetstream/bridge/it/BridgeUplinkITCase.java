package io.fleetstream.bridge.it;

import static io.fleetstream.bridge.it.TopicReader.header;
import static io.fleetstream.bridge.it.TopicReader.key;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BridgeUplinkITCase {
    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final int PARTITIONS = 4;

    @RegisterExtension static final SharedServices SANDBOX = new SharedServices();

    private static BridgeUnderTest bridge;
    private static MqttAsyncClient device;

    @BeforeAll
    static void start() throws Exception {
        bridge = new BridgeUnderTest(SANDBOX.sandbox(), "uplink", "").start();
        device = MqttTestClient.connect(SANDBOX.mqtt().url(), "device");
    }

    @AfterAll
    static void stop() throws Exception {
        MqttTestClient.close(device);
        bridge.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void carriesEveryQosWithHeaders(int qos) throws Exception {
        String id = "qos" + qos;
        long before = micros();
        MqttProperties properties = new MqttProperties();
        properties.setContentType("application/json");
        properties.setUserProperties(
                List.of(
                        new UserProperty("content-encoding", "gzip"),
                        new UserProperty("fw", "1.4"),
                        new UserProperty("received-at", "5")));
        publish("o/s/m/" + id + "/reading", "{}".getBytes(UTF_8), qos, properties);

        ConsumerRecord<byte[], byte[]> record = only(Topics.TELEMETRY_RAW, id);

        assertThat(record.value()).isEqualTo("{}".getBytes(UTF_8));
        assertThat(header(record, RecordHeaders.MQTT_TOPIC)).isEqualTo("o/s/m/" + id + "/reading");
        assertThat(header(record, RecordHeaders.CONTENT_TYPE)).isEqualTo("application/json");
        assertThat(header(record, RecordHeaders.CONTENT_ENCODING)).isEqualTo("gzip");
        assertThat(header(record, "user.fw")).isEqualTo("1.4");
        assertThat(header(record, "user.received-at")).isEqualTo("5");
        assertThat(Long.parseLong(header(record, RecordHeaders.RECEIVED_AT)))
                .isBetween(before, micros());
    }

    @Test
    void keepsTheArrivalTimeOfReplays() throws Exception {
        MqttProperties properties = new MqttProperties();
        properties.setUserProperties(List.of(new UserProperty("received-at", "1600000000000001")));
        publish("replay/o/s/m/old/reading", new byte[] {1}, 1, properties);

        ConsumerRecord<byte[], byte[]> record = only(Topics.TELEMETRY_RAW, "old");

        assertThat(header(record, RecordHeaders.RECEIVED_AT)).isEqualTo("1600000000000001");
        assertThat(header(record, RecordHeaders.MQTT_TOPIC)).isEqualTo("o/s/m/old/reading");
    }

    @Test
    void cutsWhatKafkaWouldRefuse() throws Exception {
        byte[] payload = new byte[2_000_000];
        // Random, so that lz4 cannot make it small enough for the topic's limit of 1 MiB; seed 1.
        new Random(1).nextBytes(payload);
        publish("o/s/m/big/status", payload, 1, new MqttProperties());
        publish("o/s/m/big/status", new byte[] {2}, 1, new MqttProperties());

        try (TopicReader reader = reader(Topics.DEVICE_STATUS)) {
            Awaitility.await()
                    .atMost(DEADLINE)
                    .until(() -> reader.messages(r -> "big".equals(key(r))).size() == 2);
            ConsumerRecord<byte[], byte[]> cut =
                    reader.messages(r -> header(r, RecordHeaders.TRUNCATED_FROM) != null).get(0);
            assertThat(header(cut, RecordHeaders.TRUNCATED_FROM)).isEqualTo("2000000");
            assertThat(cut.value()).hasSize(65_536);
        }
        assertThat(bridge.metric("fleet_bridge_truncated_total{route=\"status\"}")).isEqualTo(1);
        assertThat(bridge.metric("fleet_bridge_kafka_producer_restarts_total")).isZero();
    }

    @Test
    void keepsMessagesOfInvalidDevicesWithoutKey() throws Exception {
        publish("o/s/m/no good/status", new byte[] {1}, 1, new MqttProperties());

        try (TopicReader reader = reader(Topics.TELEMETRY_RAW)) {
            Awaitility.await()
                    .atMost(DEADLINE)
                    .until(
                            () ->
                                    reader.messages(r -> key(r) == null).stream()
                                            .map(r -> header(r, RecordHeaders.MQTT_TOPIC))
                                            .toList()
                                            .contains("o/s/m/no good/status"));
        }
    }

    @Test
    void routesShadowAndJobRequestsOnly() throws Exception {
        MqttProperties none = new MqttProperties();
        publish("$aws/things/t1/shadow/update/accepted", new byte[] {1}, 1, none);
        publish("$aws/things/t1/jobs/notify-next", new byte[] {1}, 1, none);
        publish("$aws/things/t1/shadow/update", new byte[] {2}, 1, none);
        publish("$aws/things/t1/jobs/j1/update", new byte[] {2}, 1, none);

        ConsumerRecord<byte[], byte[]> shadow = only(Topics.SHADOW_REQUESTS, "t1");
        assertThat(header(shadow, RecordHeaders.MQTT_TOPIC))
                .isEqualTo("$aws/things/t1/shadow/update");
        assertThat(header(only(Topics.JOBS_REQUESTS, "t1"), RecordHeaders.MQTT_TOPIC))
                .isEqualTo("$aws/things/t1/jobs/j1/update");
        assertThat(bridge.metric("fleet_bridge_received_total{route=\"unrouted\"}")).isZero();
    }

    @Test
    void putsAHeartbeatIntoEveryPartition() throws Exception {
        long before = micros();
        try (TopicReader reader = reader(Topics.TELEMETRY_RAW)) {
            Awaitility.await()
                    .atMost(DEADLINE)
                    .until(
                            () ->
                                    reader.poll().stream()
                                                    .filter(r -> isHeartbeatSince(r, before))
                                                    .map(ConsumerRecord::partition)
                                                    .collect(Collectors.toSet())
                                                    .size()
                                            == PARTITIONS);
        }
    }

    @Test
    void tellsItsHealthAndItsFigures() throws Exception {
        assertThat(bridge.get("/health").statusCode()).isEqualTo(200);
        assertThat(bridge.get("/health").body())
                .contains("\"mqttConnected\":true", "\"kafkaReachable\":true", "\"status\":\"UP\"");
        assertThat(bridge.metric("fleet_bridge_reason_codes_total{code=\"1\"")).isPositive();
        assertThat(bridge.metric("jvm_memory_used_bytes{area=\"heap\"")).isPositive();
    }

    private static boolean isHeartbeatSince(ConsumerRecord<byte[], byte[]> record, long micros) {
        return header(record, RecordHeaders.HEARTBEAT) != null
                && record.key() == null
                && record.value().length == 0
                && Long.parseLong(header(record, RecordHeaders.RECEIVED_AT)) >= micros;
    }

    private static ConsumerRecord<byte[], byte[]> only(String topic, String deviceId) {
        try (TopicReader reader = reader(topic)) {
            Awaitility.await()
                    .atMost(DEADLINE)
                    .until(() -> !reader.messages(r -> deviceId.equals(key(r))).isEmpty());
            List<ConsumerRecord<byte[], byte[]>> records =
                    reader.messages(r -> deviceId.equals(key(r)));
            assertThat(records).hasSize(1);
            return records.get(0);
        }
    }

    private static TopicReader reader(String topic) {
        return new TopicReader(SANDBOX.kafka().bootstrapServers(), topic);
    }

    private static void publish(String topic, byte[] payload, int qos, MqttProperties properties)
            throws Exception {
        device.publish(topic, new MqttMessage(payload, qos, false, properties))
                .waitForCompletion(DEADLINE.toMillis());
    }

    private static long micros() {
        return Instant.now().toEpochMilli() * 1000;
    }
}
