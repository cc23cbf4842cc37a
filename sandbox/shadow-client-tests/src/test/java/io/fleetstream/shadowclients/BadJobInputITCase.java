package io.fleetstream.shadowclients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.crt.mqtt.MqttClient;
import software.amazon.awssdk.crt.mqtt.MqttClientConnection;
import software.amazon.awssdk.crt.mqtt.MqttConnectionConfig;
import software.amazon.awssdk.crt.mqtt.MqttMessage;
import software.amazon.awssdk.crt.mqtt.QualityOfService;

/** Whatever a device publishes about its jobs is answered, and nobody else suffers from it. */
class BadJobInputITCase {
    private static final Duration PATIENCE = Duration.ofSeconds(Crt.PATIENCE_SECONDS);
    private static final long SEED = 20_261_121;
    private static final String ROOT = "$aws/things/bad-jobs/jobs/";
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension static final ShadowStack STACK = new ShadowStack();

    private static final List<String> ANSWERS = new CopyOnWriteArrayList<>();
    private static Crt crt;
    private static MqttClient mqtt;
    private static MqttClientConnection connection;

    @BeforeAll
    static void connect() {
        crt = new Crt(STACK.sandbox());
        mqtt = new MqttClient(crt.bootstrap());
        try (MqttConnectionConfig config = new MqttConnectionConfig()) {
            config.setMqttClient(mqtt);
            config.setClientId("bad-jobs");
            config.setEndpoint(crt.host());
            config.setPort(crt.port());
            config.setCleanSession(true);
            connection = new MqttClientConnection(config);
        }
        join(connection.connect());
        for (String filter :
                List.of("+/rejected", "+/+/rejected", "+/+/+/rejected", "+/accepted")) {
            join(
                    connection.subscribe(
                            ROOT + filter,
                            QualityOfService.AT_LEAST_ONCE,
                            message -> ANSWERS.add(told(message))));
        }
    }

    @AfterAll
    static void disconnect() {
        join(connection.disconnect());
        connection.close();
        mqtt.close();
        crt.close();
    }

    @Test
    void everyRequestIsAnsweredWhateverItsBytesAre() {
        expect("get", new byte[] {(byte) 0xFF, 0, 1}, "get/rejected InvalidJson");
        expect("start-next", utf8("[1]"), "start-next/rejected InvalidJson");
        expect("a/update", utf8("{}"), "a/update/rejected InvalidRequest");
        expect("a/get", utf8("{}"), "a/get/rejected ResourceNotFound");
        expect("x", utf8("{}"), "x/rejected InvalidTopic");
        expect("x/y/z", utf8("{}"), "x/y/z/rejected InvalidTopic");
        expect("no.id/get", utf8("{}"), "no.id/get/rejected InvalidRequest");
        expect(
                "$next/update",
                utf8("{\"status\":\"FAILED\"}"),
                "$next/update/rejected InvalidRequest");
        expect("a/update", utf8("{\"a\":".repeat(5000)), "a/update/rejected InvalidJson");
        expect(
                "get",
                utf8("{\"clientToken\":\"" + "x".repeat(200_000) + "\"}"),
                "get/rejected InvalidRequest");

        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        for (int i = 0; i < 50; i++) {
            int before = ANSWERS.size();
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            publish("a/update", bytes);
            await().atMost(PATIENCE).until(() -> ANSWERS.size() > before);
        }
        expect("get", utf8("{}"), "get/accepted ");
    }

    private static void expect(String rest, byte[] payload, String answer) {
        ANSWERS.clear();
        publish(rest, payload);
        await().atMost(PATIENCE).until(() -> !ANSWERS.isEmpty());
        assertThat(ANSWERS).containsExactly(answer);
    }

    private static void publish(String rest, byte[] payload) {
        join(
                connection.publish(
                        new MqttMessage(ROOT + rest, payload, QualityOfService.AT_LEAST_ONCE)));
    }

    /** Rest of the topic and the code, which only refusals have. */
    private static String told(MqttMessage message) {
        try {
            JsonNode payload = JSON.readTree(message.getPayload());
            return message.getTopic().substring(ROOT.length())
                    + " "
                    + payload.path("code").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void join(CompletableFuture<?> future) {
        future.orTimeout(Crt.PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }
}
