package io.fleetstream.shadowclients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fleetstream.shadowclients.SdkShadow.Delta;
import io.fleetstream.shadowclients.SdkShadow.Rejected;
import io.fleetstream.shadowclients.SdkShadow.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.crt.CrtResource;

/**
 * AWS IoT's own SDK, unmodified, finds here what it finds there. Plain TCP, since the sandbox's
 * broker listens on localhost only; everything above it is what devices use.
 */
class AwsIotSdkITCase {
    private static final Duration PATIENCE = Duration.ofSeconds(Crt.PATIENCE_SECONDS);
    private static final int DEVICES = 100;

    @RegisterExtension static final ShadowStack STACK = new ShadowStack();

    private static Crt crt;

    /** Which client of the SDK, on which version of MQTT. */
    enum Client {
        V2_ON_MQTT5 {
            @Override
            SdkShadow open(String thing, String name) {
                return new V2Shadow(crt, thing, name);
            }
        },
        CLASSIC_ON_MQTT311 {
            @Override
            SdkShadow open(String thing, String name) {
                return new ClassicShadow(crt, thing, name);
            }
        };

        abstract SdkShadow open(String thing, String name);

        String thing(String test) {
            return test + "-" + name();
        }
    }

    @BeforeAll
    static void startSdk() {
        crt = new Crt(STACK.sandbox());
    }

    @AfterAll
    static void nothingIsLeftOutsideTheHeap() {
        crt.close();
        List<String> left = new ArrayList<>();
        CrtResource.collectNativeResources(left::add);
        assertThat(left).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aMissingShadowIsNotFound(Client client) {
        String thing = client.thing("missing");
        try (SdkShadow shadow = client.open(thing, null)) {
            assertRejected(shadow.get(), 404, "No shadow exists with name: '" + thing + "'");
            assertRejected(shadow.delete(), 404, "No shadow exists with name: '" + thing + "'");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDeviceHearsWhatIsDesiredUntilItReportsIt(Client client) {
        try (SdkShadow shadow = client.open(client.thing("delta"), null)) {
            assertThat(shadow.update(null, Map.of("on", false, "level", 3.0), null).join())
                    .isEqualTo(1);
            assertThat(shadow.update(Map.of("on", true, "level", 3.0), null, null).join())
                    .isEqualTo(2);
            await().atMost(PATIENCE).until(() -> !shadow.deltas().isEmpty());
            assertThat(shadow.deltas()).containsExactly(new Delta(2, Map.of("on", true)));

            State between = shadow.get().join();
            assertThat(between.version()).isEqualTo(2);
            assertThat(between.delta()).isEqualTo(Map.of("on", true));

            assertThat(shadow.update(null, Map.of("on", true), null).join()).isEqualTo(3);
            State after = shadow.get().join();
            assertThat(after.delta()).isNull();
            assertThat(after.reported()).isEqualTo(Map.of("on", true, "level", 3.0));
            assertThat(after.desired()).isEqualTo(Map.of("on", true, "level", 3.0));
            await().atMost(PATIENCE).until(() -> shadow.documents().size() == 3);
            assertThat(shadow.documents()).containsExactly(1, 2, 3);
            assertThat(shadow.deltas()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anUpdateOfAnotherVersionIsAConflict(Client client) {
        try (SdkShadow shadow = client.open(client.thing("conflict"), null)) {
            int version = shadow.update(Map.of("a", 1.0), null, null).join();
            assertThat(shadow.update(Map.of("a", 2.0), null, version).join()).isEqualTo(2);
            assertRejected(shadow.update(Map.of("a", 3.0), null, version), 409, "Version conflict");
            assertThat(shadow.get().join().desired()).isEqualTo(Map.of("a", 2.0));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDeletedShadowIsGoneAndItsVersionsAreNot(Client client) {
        String thing = client.thing("deleted");
        try (SdkShadow shadow = client.open(thing, null)) {
            assertThat(shadow.update(Map.of("a", 1.0), null, null).join()).isEqualTo(1);
            assertThat(shadow.delete().join()).isEqualTo(1);
            assertRejected(shadow.get(), 404, "No shadow exists with name: '" + thing + "'");
            assertThat(shadow.update(Map.of("b", 1.0), null, null).join()).isEqualTo(3);
            assertThat(shadow.get().join().desired()).isEqualTo(Map.of("b", 1.0));
        }
    }

    @ParameterizedTest
    @EnumSource
    void namedShadowsOfADeviceDoNotKnowEachOther(Client client) {
        String thing = client.thing("named");
        try (SdkShadow classic = client.open(thing, null);
                SdkShadow config = client.open(thing, "config");
                SdkShadow network = client.open(thing, "network")) {
            assertRejected(config.get(), 404, "No shadow exists with name: 'config'");
            assertThat(config.update(Map.of("mode", "eco"), null, null).join()).isEqualTo(1);
            assertThat(config.update(null, Map.of("mode", "eco"), null).join()).isEqualTo(2);
            assertThat(network.update(Map.of("ssid", "plant"), null, null).join()).isEqualTo(1);
            await().atMost(PATIENCE).until(() -> !network.deltas().isEmpty());

            assertThat(config.deltas()).containsExactly(new Delta(1, Map.of("mode", "eco")));
            assertThat(network.deltas()).containsExactly(new Delta(1, Map.of("ssid", "plant")));
            assertThat(classic.deltas()).isEmpty();
            assertRejected(classic.get(), 404, "No shadow exists with name: '" + thing + "'");
            assertThat(config.delete().join()).isEqualTo(2);
            assertThat(network.get().join().desired()).isEqualTo(Map.of("ssid", "plant"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHundredDevicesAtOnce(Client client) {
        List<SdkShadow> fleet = new ArrayList<>();
        try {
            for (int i = 0; i < DEVICES; i++) {
                fleet.add(client.open(client.thing("fleet-" + i), null));
            }
            long began = System.nanoTime();
            List<CompletableFuture<Integer>> desired = new ArrayList<>();
            for (int i = 0; i < DEVICES; i++) {
                desired.add(fleet.get(i).update(Map.of("target", (double) i), null, null));
            }
            desired.forEach(update -> assertThat(update.join()).isEqualTo(1));
            await().atMost(PATIENCE)
                    .until(() -> fleet.stream().noneMatch(device -> device.deltas().isEmpty()));
            List<CompletableFuture<Integer>> reported = new ArrayList<>();
            for (SdkShadow device : fleet) {
                reported.add(device.update(null, device.deltas().get(0).state(), 1));
            }
            reported.forEach(update -> assertThat(update.join()).isEqualTo(2));
            for (int i = 0; i < DEVICES; i++) {
                State state = fleet.get(i).get().join();
                assertThat(state.delta()).isNull();
                assertThat(state.reported()).isEqualTo(Map.of("target", (double) i));
                assertThat(fleet.get(i).deltas()).hasSize(1);
            }
            System.out.printf(
                    "%s: %d devices converged in %.1f s%n",
                    client, DEVICES, (System.nanoTime() - began) / 1e9);
        } finally {
            fleet.forEach(SdkShadow::close);
        }
    }

    private static void assertRejected(CompletableFuture<?> answer, int code, String message) {
        assertThatThrownBy(answer::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        Rejected.class, rejected -> assertThat(rejected.code()).isEqualTo(code))
                .hasMessage(message);
    }
}
