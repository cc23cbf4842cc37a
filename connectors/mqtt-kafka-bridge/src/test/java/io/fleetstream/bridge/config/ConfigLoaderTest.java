package io.fleetstream.bridge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {
    @TempDir Path directory;

    @Test
    void loadsTheDefaultsOfTheJar() {
        BridgeConfig config = ConfigLoader.load(Optional.empty(), Map.of());

        assertThat(config.mqtt().url()).isEqualTo("tcp://127.0.0.1:1883");
        assertThat(config.mqtt().sessionExpiry()).isEqualTo(Duration.ofDays(7));
        assertThat(config.mqtt().reconnectMaxDelay()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.downlinkClientId()).isEqualTo("fleet-bridge-downlink");
        assertThat(config.routes())
                .extracting(RouteConfig::name)
                .containsExactly(
                        "readings", "replay", "status", "command-responses", "shadow", "jobs");
        assertThat(config.routes().get(0).qos()).isEqualTo(1);
        assertThat(config.routes().get(0).trusted()).isFalse();
        assertThat(config.routes().get(1).trusted()).isTrue();
    }

    @Test
    void mergesMapsAndReplacesLists() throws IOException {
        BridgeConfig config =
                load(
                        """
                        mqtt:
                          client-id: other
                        kafka:
                        routes:
                          - name: tenants
                            topics: ["tenant/{tid}/device/{device_id}/telemetry"]
                            kafka-topic: telemetry.raw
                            qos: 0
                        """);

        assertThat(config.mqtt().clientId()).isEqualTo("other");
        assertThat(config.mqtt().keepAlive()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.kafka().bootstrapServers()).isEqualTo("127.0.0.1:9092");
        assertThat(config.routes()).extracting(RouteConfig::name).containsExactly("tenants");
        assertThat(config.routes().get(0).qos()).isZero();
    }

    @Test
    void environmentWinsOverTheFile() throws IOException {
        Path file = write("mqtt: {url: 'tcp://file:1'}\nhttp: {port: 1}\n");

        BridgeConfig config =
                ConfigLoader.load(
                        Optional.of(file),
                        Map.of(
                                "FLEET_MQTT_URL", "tcp://environment:2",
                                "FLEET_KAFKA_BOOTSTRAP_SERVERS", "k:3",
                                "FLEET_HTTP_PORT", "0",
                                "FLEET_CLIENT_ID", "mine",
                                "FLEET_HEARTBEAT_ENABLED", "false"));

        assertThat(config.mqtt().url()).isEqualTo("tcp://environment:2");
        assertThat(config.kafka().bootstrapServers()).isEqualTo("k:3");
        assertThat(config.http().port()).isZero();
        assertThat(config.mqtt().clientId()).isEqualTo("mine");
        assertThat(config.heartbeat().enabled()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mqtt: {recieve-maximum: 1}  | unknown key mqtt.recieve-maximum",
                "matt: {url: x}              | unknown key matt",
                "mqtt: {url: 'http://x:1'}   | mqtt.url: http://x:1 is not accepted",
                "mqtt: {receive-maximum: 0}  | mqtt.receive-maximum: 0 is not accepted; expected 1",
                "mqtt: {receive-maximum: x}  | mqtt.receive-maximum",
                "mqtt: {keep-alive: 30}      | mqtt.keep-alive",
                "mqtt: {keep-alive: PT1S}    | mqtt.keep-alive (seconds): 1 is not accepted",
                "mqtt: {session-expiry: P99999D} | mqtt.session-expiry",
                "mqtt: {reconnect-max-delay: PT0.1S} | mqtt.reconnect-max-delay",
                "http: {port: 65536}         | http.port: 65536 is not accepted; expected 0 to",
                "uplink: {max-in-flight: 10} | at least mqtt.receive-maximum (1000)",
                "uplink: {max-in-flight-bytes: 4096} | at least mqtt.maximum-packet-size",
                "routes: []                  | routes: [] is not accepted",
                "kafka: {properties: {acks: '1'}} | kafka.properties.acks",
                "mqtt: {shared-group: a/b}   | mqtt.shared-group: a/b is not accepted",
                "mqtt: {shared-group: g, client-id: g-exclusive} | mqtt.client-id: g-exclusive",
                "uplink: {park-after: PT-1S} | uplink.park-after",
                "uplink: {intake: {floor: 0}} | uplink.intake.floor: 0 is not accepted",
                "uplink: {intake: {ceiling: 5}} | at least uplink.intake.floor (200)",
                "uplink: {intake: {interval: PT0S}} | uplink.intake.interval (ms): 0",
                "uplink: {intake: {latency-bound: PT1H}} | uplink.intake.latency-bound (ms)",
                "heartbeat: {topics: []}     | heartbeat.topics",
                "mqtt: {tls: {truststore-file: none.p12}} | mqtt.tls.truststore-file: none.p12",
                "'mqtt: [1'                  | is not valid YAML",
                "'- 1'                       | holds no map",
            })
    void namesKeyValueAndWhatIsExpected(String yaml, String message) {
        assertThatThrownBy(() -> load(yaml))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: R, topics: [a], kafka-topic: t | routes[].name: R",
                "name: r, topics: [], kafka-topic: t  | routes[r].topics",
                "name: r, topics: ['{device_id}'], kafka-topic: 'a b' | routes[r].kafka-topic",
                "name: r, topics: ['{device_id}'], kafka-topic: t, qos: 2 | routes[r].qos: 2",
                "name: r, topics: ['{device_id}'], kafka-topic: t, strip-prefix: x/ | strip-prefix",
                "name: r, topics: ['{device_id}'], kafka-topic: t, color: red | routes[0].color",
            })
    void namesTheRouteThatIsWrong(String route, String message) {
        assertThatThrownBy(() -> load("routes: [{" + route + "}]"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    @Test
    void neverPrintsSecrets() throws IOException {
        BridgeConfig config =
                load(
                        """
                        mqtt: {username: u, password: hunter2}
                        kafka:
                          properties: {sasl.jaas.config: hunter2, ssl.key.password: hunter2}
                        """);

        assertThat(config.mqtt().effectivePassword().value()).isEqualTo("hunter2");
        assertThat(config.toString()).doesNotContain("hunter2").contains("******");
    }

    @Test
    void readsThePasswordFileWithoutItsLineBreak() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "hunter2\n");

        BridgeConfig config = load("mqtt: {password-file: '" + secret + "'}");

        assertThat(config.mqtt().effectivePassword().value()).isEqualTo("hunter2");
    }

    private BridgeConfig load(String yaml) throws IOException {
        return ConfigLoader.load(Optional.of(write(yaml)), Map.of());
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(directory.resolve("bridge.yaml"), yaml);
    }
}
