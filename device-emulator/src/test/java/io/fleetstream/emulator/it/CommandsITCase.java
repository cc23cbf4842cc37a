package io.fleetstream.emulator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.fleetstream.emulator.agent.AgentOptions;
import io.fleetstream.emulator.agent.CommandFaults;
import io.fleetstream.emulator.agent.ShadowFaults;
import io.fleetstream.emulator.mqtt.ClientLibrary;
import io.fleetstream.emulator.run.EmulatorRun;
import io.fleetstream.emulator.run.RunOptions;
import io.fleetstream.emulator.run.RunReport;
import io.fleetstream.emulator.signal.DeviceIdentity;
import io.fleetstream.emulator.truth.GroundTruth;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Devices at a real broker that obey commands while they measure. */
class CommandsITCase {
    private static final long SEED = 20_261_121;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension static final SharedBroker BROKER = new SharedBroker();

    @TempDir private Path directory;

    @ParameterizedTest
    @EnumSource(names = {"PAHO", "HIVEMQ"})
    void aCommandTakesEffectOnceHoweverOftenItComes(ClientLibrary library) throws Exception {
        System.out.println("seed " + SEED);
        String org = "commands-" + library.name().toLowerCase(Locale.ROOT);
        Path truth = directory.resolve("truth.ndjson");
        RunOptions options =
                RunOptions.to(BROKER.mqtt().url())
                        .seed(SEED)
                        .org(org)
                        .idPrefix(org + "-")
                        .devices(4)
                        .ratePerSecond(20)
                        .agent(AgentOptions.NONE.withCommands())
                        .truth(truth)
                        .link(link -> link.withLibrary(library))
                        .build();
        EmulatorRun run = new EmulatorRun(options);
        FutureTask<RunReport> result = new FutureTask<>(run::execute);
        new Thread(result, "emulator").start();
        try (Subscriber responses = subscriber(org + "-ear", org + "/+/+/+/command/response");
                Subscriber statuses = subscriber(org + "-eye", org + "/+/+/+/status");
                Commander commander = new Commander(org)) {
            await().atMost(PATIENCE).until(() -> statuses.count() >= 4);
            for (DeviceIdentity device : options.devices()) {
                commander.send(device, "ping", "ping", "{}");
                commander.send(device, "boot", "reboot", "{}");
            }
            await().atMost(PATIENCE).until(() -> done(responses, "boot") == 4);
            // the same once more, to devices that have been born again since
            for (DeviceIdentity device : options.devices()) {
                commander.send(device, "boot", "reboot", "{}");
                commander.send(device, "slow", "set-interval", "{\"seconds\":0.5}");
                commander.send(device, "odd", "dance", "{}");
            }
            await().atMost(PATIENCE).until(() -> done(responses, "slow") == 4);
            await().atMost(PATIENCE).until(() -> states(responses, "odd", "failed") == 4);
            assertThat(done(responses, "ping")).isEqualTo(4);
            assertThat(states(responses, "ping", "acknowledged")).isGreaterThanOrEqualTo(4);
            JsonNode slow = answers(responses, "slow", "done").get(0);
            assertThat(slow.path("result").path("interval_s").asDouble()).isEqualTo(0.5);
        }
        run.stop();
        RunReport report = result.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(report.complete()).isTrue();
        assertThat(report.reconnects()).isEqualTo(4);
        assertThat(report.told()).containsEntry("command-done", 12L);
        assertThat(report.told()).containsEntry("command-failed", 4L);
        assertThat(report.told().get("command-repeated")).isGreaterThanOrEqualTo(4L);
        GroundTruth facts = GroundTruth.read(truth);
        for (DeviceIdentity device : options.devices()) {
            assertThat(facts.device(device.id()).effects())
                    .isEqualTo(Map.of("ping", 1, "boot", 1, "slow", 1));
            assertThat(facts.device(device.id()).boots()).hasSize(2);
            assertThat(facts.device(device.id()).missing()).isEmpty();
        }
    }

    @Test
    void faultsAreOnPurposeAndInTheTruth() throws Exception {
        Path truth = directory.resolve("truth.ndjson");
        RunOptions options =
                RunOptions.to(BROKER.mqtt().url())
                        .seed(SEED)
                        .org("disobey")
                        .idPrefix("disobey-")
                        .devices(1)
                        .agent(
                                AgentOptions.NONE
                                        .withCommands()
                                        .withFaults(
                                                ShadowFaults.NONE,
                                                new CommandFaults(0.3, 0.3, 0.5)))
                        .truth(truth)
                        .build();
        DeviceIdentity device = options.devices().get(0);
        EmulatorRun run = new EmulatorRun(options);
        FutureTask<RunReport> result = new FutureTask<>(run::execute);
        new Thread(result, "emulator").start();
        int commands = 60;
        try (Subscriber statuses = subscriber("disobey-eye", "disobey/+/+/+/status");
                Commander commander = new Commander("disobey")) {
            await().atMost(PATIENCE).until(() -> statuses.count() >= 1);
            for (int i = 0; i < commands; i++) {
                commander.send(device, "c" + i, "ping", "{}");
            }
            commander.send(device, "last \"quoted\"", "identify", "{}");
        }
        run.stop();
        RunReport report = result.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        long failed = report.told().get("command-failed");
        long ignored = report.told().get("command-ignored");
        long done = report.told().get("command-done");
        System.out.printf("%d done, %d failed, %d ignored%n", done, failed, ignored);
        assertThat(done + failed + ignored).isEqualTo(commands + 1);
        assertThat(failed).isPositive();
        assertThat(ignored).isPositive();
        assertThat(GroundTruth.read(truth).device(device.id()).effects()).hasSize((int) done);
    }

    private static long done(Subscriber responses, String id) {
        return answers(responses, id, "done").stream()
                .map(answer -> answer.path("topic").asText())
                .distinct()
                .count();
    }

    private static long states(Subscriber responses, String id, String state) {
        return answers(responses, id, state).size();
    }

    private static List<JsonNode> answers(Subscriber responses, String id, String state) {
        return responses.all().stream()
                .map(CommandsITCase::read)
                .filter(answer -> answer.path("command_id").asText().equals(id))
                .filter(answer -> answer.path("state").asText().equals(state))
                .toList();
    }

    private static JsonNode read(Subscriber.Received received) {
        try {
            return ((ObjectNode) JSON.readTree(received.bytes())).put("topic", received.topic());
        } catch (IOException e) {
            throw new IllegalStateException("a response is no JSON", e);
        }
    }

    private static Subscriber subscriber(String id, String filter) throws MqttException {
        return new Subscriber(BROKER.mqtt().url(), id, filter);
    }

    /** Whoever sends commands, here straight to the broker. */
    private static final class Commander implements AutoCloseable {
        private final MqttClient client;

        Commander(String id) throws MqttException {
            client = new MqttClient(BROKER.mqtt().url(), id + "-mouth", new MemoryPersistence());
            client.connect();
        }

        void send(DeviceIdentity device, String id, String command, String parameters)
                throws MqttException {
            String payload =
                    JSON.createObjectNode()
                            .put("command_id", id)
                            .put("command", command)
                            .putRawValue("parameters", new RawValue(parameters))
                            .toString();
            client.publish(
                    device.topic("command"), payload.getBytes(StandardCharsets.UTF_8), 1, false);
        }

        @Override
        public void close() throws MqttException {
            client.disconnect();
            client.close();
        }
    }
}
