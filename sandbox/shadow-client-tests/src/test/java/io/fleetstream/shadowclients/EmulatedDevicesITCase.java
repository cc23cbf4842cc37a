package io.fleetstream.shadowclients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetstream.emulator.agent.AgentOptions;
import io.fleetstream.emulator.agent.CommandFaults;
import io.fleetstream.emulator.agent.ShadowFaults;
import io.fleetstream.emulator.mqtt.ClientLibrary;
import io.fleetstream.emulator.mqtt.LinkOptions;
import io.fleetstream.emulator.run.AgentDevice;
import io.fleetstream.emulator.run.AgentFleet;
import io.fleetstream.emulator.signal.DeviceIdentity;
import io.fleetstream.emulator.signal.Fleet;
import io.fleetstream.emulator.signal.Profiles;
import io.fleetstream.emulator.truth.TruthKind;
import io.fleetstream.emulator.truth.TruthSink;
import io.fleetstream.schemas.ShadowDocument;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The emulator's devices, which know AWS's rules only from the outside, and the shadow job. */
class EmulatedDevicesITCase {
    private static final long SEED = 20_261_121;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension static final ShadowStack STACK = new ShadowStack();

    @ParameterizedTest
    @EnumSource(names = {"PAHO", "HIVEMQ"})
    void devicesDoWhatIsDesiredOfTheirShadowsAndReportIt(ClientLibrary library) throws IOException {
        String prefix = "does-" + library.name().toLowerCase(Locale.ROOT) + "-";
        List<DeviceIdentity> identities = devices(prefix, 20);
        AgentOptions options = AgentOptions.obedient().withShadows(List.of("network"));
        try (Operator operator = operator();
                Documents documents = documents();
                AgentFleet fleet = fleet(library, identities, options)) {
            fleet.connect();
            // a named shadow is not there until something is desired of it
            await().atMost(PATIENCE).until(() -> fleet.count(TruthKind.SHADOW_REPORTED) == 20);
            for (DeviceIdentity device : identities) {
                operator.desire(device.id(), "{\"interval_s\":7,\"led\":{\"on\":true}}");
                operator.desire(device.id(), "network", "{\"apn\":\"iot\"}");
            }
            operator.flush();
            await().atMost(PATIENCE).until(() -> fleet.count(TruthKind.SHADOW_REPORTED) == 60);
            fleet.check();
            for (AgentDevice device : fleet.devices()) {
                assertThat(device.settings("").join().get("interval_s").asInt()).isEqualTo(7);
                assertThat(device.settings("network").join().get("apn").asText()).isEqualTo("iot");
                assertThat(device.interval()).isEqualTo(7);
                String id = device.identity().id();
                await().atMost(PATIENCE)
                        .until(
                                () ->
                                        converged(documents, id + "/")
                                                && converged(documents, id + "/network"));
                JsonNode reported = reported(documents, id + "/");
                assertThat(reported.at("/led/on").asBoolean()).isTrue();
                assertThat(reported.path("firmware").asText()).isNotEmpty();
            }
            assertThat(fleet.count(TruthKind.SHADOW_STALE)).isZero();
        }
    }

    @Test
    void devicesThatFailOnPurposeStayBehind() {
        System.out.println("seed " + SEED);
        List<DeviceIdentity> identities = devices("fails-", 30);
        AgentOptions options =
                AgentOptions.obedient()
                        .withFaults(new ShadowFaults(0.3, 0, 0.5), CommandFaults.NONE);
        try (Operator operator = operator();
                Documents documents = documents();
                AgentFleet fleet = fleet(ClientLibrary.PAHO, identities, options)) {
            fleet.connect();
            await().atMost(PATIENCE).until(() -> fleet.count(TruthKind.SHADOW_REPORTED) == 30);
            for (DeviceIdentity device : identities) {
                operator.desire(device.id(), "{\"mode\":\"eco\"}");
            }
            operator.flush();
            await().atMost(PATIENCE)
                    .until(
                            () ->
                                    fleet.count(TruthKind.SHADOW_IGNORED)
                                                    + fleet.count(TruthKind.SHADOW_FAILED)
                                                    + fleet.count(TruthKind.SHADOW_APPLIED)
                                            == 30);
            long applied = fleet.count(TruthKind.SHADOW_APPLIED);
            await().atMost(PATIENCE)
                    .until(() -> fleet.count(TruthKind.SHADOW_REPORTED) == 30 + applied);
            System.out.println(fleet.counts());
            assertThat(fleet.count(TruthKind.SHADOW_IGNORED)).isBetween(1L, 29L);
            assertThat(fleet.count(TruthKind.SHADOW_FAILED)).isBetween(1L, 29L);
            await().atMost(PATIENCE)
                    .until(
                            () ->
                                    identities.stream()
                                                    .filter(d -> converged(documents, d.id() + "/"))
                                                    .count()
                                            == applied);
        }
    }

    @Test
    void aDeviceThatComesBackKnowsWhatItMissedAndWhatItHadReported() throws IOException {
        List<DeviceIdentity> identities = devices("back-", 1);
        String key = identities.get(0).id() + "/";
        try (Operator operator = operator();
                Documents documents = documents();
                AgentFleet fleet = fleet(ClientLibrary.PAHO, identities, AgentOptions.obedient())) {
            for (int round = 1; round <= 5; round++) {
                int value = round;
                operator.desire(identities.get(0).id(), "{\"round\":" + round + "}");
                operator.flush();
                await().atMost(PATIENCE).until(() -> documents.poll().containsKey(key));
                fleet.connect();
                await().atMost(PATIENCE)
                        .until(() -> reported(documents, key).path("round").asInt() == value);
                fleet.cut();
                await().atMost(PATIENCE).until(() -> fleet.connected() == 0);
            }
            assertThat(fleet.count(TruthKind.SHADOW_APPLIED)).isEqualTo(5);
            assertThat(reported(documents, key).path("round").asInt()).isEqualTo(5);
        }
    }

    private static boolean converged(Documents documents, String key) {
        ShadowDocument document = documents.poll().get(key);
        return document != null
                && document.getReported() != null
                && document.getPendingSince() == null;
    }

    private static JsonNode reported(Documents documents, String key) throws IOException {
        ShadowDocument document = documents.poll().get(key);
        return document == null || document.getReported() == null
                ? JSON.createObjectNode()
                : JSON.readTree(document.getReported().toString());
    }

    private static List<DeviceIdentity> devices(String prefix, int count) {
        return Fleet.of(count, Profiles.named("mix"), "emulated", List.of("lyon"), prefix);
    }

    private static AgentFleet fleet(
            ClientLibrary library, List<DeviceIdentity> identities, AgentOptions options) {
        return new AgentFleet(
                LinkOptions.to(STACK.mqttUrl()).withLibrary(library),
                identities,
                options,
                SEED,
                TruthSink.NOWHERE);
    }

    private static Operator operator() {
        return new Operator(STACK.sandbox().kafka().bootstrapServers());
    }

    private static Documents documents() {
        return new Documents(STACK.sandbox().kafka().bootstrapServers());
    }
}
