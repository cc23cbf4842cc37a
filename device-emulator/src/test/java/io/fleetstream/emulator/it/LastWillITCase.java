package io.fleetstream.emulator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetstream.emulator.EmulatorMain;
import io.fleetstream.emulator.it.Subscriber.Received;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LastWillITCase {
    private static final int DEVICES = 6;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension static final SharedBroker BROKER = new SharedBroker();

    @ParameterizedTest
    @ValueSource(strings = {"paho", "hivemq"})
    void theBrokerSpeaksForDevicesThatWereKilled(String client) throws Exception {
        try (Subscriber subscriber = subscriber("mourner-" + client, client)) {
            Process emulator = emulator(client, client);
            try {
                awaitStatus(subscriber, "online", "");
                emulator.destroyForcibly();
                awaitStatus(subscriber, "offline", "connection-lost");
            } finally {
                emulator.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void devicesSayGoodbyeWhenTheyAreInterrupted() throws Exception {
        try (Subscriber subscriber = subscriber("listener", "interrupted")) {
            Process emulator = emulator("interrupted", "paho");
            try {
                awaitStatus(subscriber, "online", "");
                emulator.destroy();
                awaitStatus(subscriber, "offline", "shutdown");
                assertThat(emulator.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            } finally {
                emulator.destroyForcibly().waitFor();
            }
        }
    }

    private static void awaitStatus(Subscriber subscriber, String status, String reason) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            assertThat(subscriber.byTopic()).hasSize(DEVICES);
                            for (List<Received> seen : subscriber.byTopic().values()) {
                                String last = seen.get(seen.size() - 1).payload();
                                JsonNode json = JSON.readTree(last);
                                assertThat(json.path("status").asText()).isEqualTo(status);
                                assertThat(json.path("reason").asText()).isEqualTo(reason);
                            }
                        });
    }

    private static Subscriber subscriber(String id, String org) throws Exception {
        return new Subscriber(BROKER.mqtt().url(), id, org + "/+/+/+/status");
    }

    private static Process emulator(String org, String client) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmulatorMain.class.getName(),
                        "run",
                        "--url",
                        BROKER.mqtt().url(),
                        "--org",
                        org,
                        "--id-prefix",
                        org + "-",
                        "--devices",
                        Integer.toString(DEVICES),
                        "--client",
                        client,
                        "--rate",
                        "5/s")
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "emulator-" + org + ".log").toFile())
                .start();
    }
}
