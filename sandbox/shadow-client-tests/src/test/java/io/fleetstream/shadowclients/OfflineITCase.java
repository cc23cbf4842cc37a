package io.fleetstream.shadowclients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetstream.emulator.agent.AgentOptions;
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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What is desired of devices that are away reaches them when all come back at the same moment.
 * {@code -Dfleet.offline.devices} says how many.
 */
class OfflineITCase {
    private static final int DEVICES = Integer.getInteger("fleet.offline.devices", 300);
    private static final int CHANGES = 10;
    private static final long SEED = 20_261_121;
    private static final int CONNECTS_PER_SECOND = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension static final ShadowStack STACK = new ShadowStack();

    @Test
    void aFleetThatWasAwayConvergesToTheLastValue() {
        String kafka = STACK.sandbox().kafka().bootstrapServers();
        List<DeviceIdentity> identities =
                Fleet.of(
                        DEVICES,
                        Profiles.named("mix"),
                        "offline",
                        List.of("north", "south"),
                        "offline-");
        System.out.println("seed " + SEED);
        try (Operator operator = new Operator(kafka);
                Documents documents = new Documents(kafka);
                AgentFleet fleet =
                        new AgentFleet(
                                link(CONNECTS_PER_SECOND),
                                identities,
                                AgentOptions.obedient(),
                                SEED,
                                TruthSink.NOWHERE)) {
            fleet.connect();
            await().atMost(PATIENCE).until(() -> fleet.count(TruthKind.SHADOW_REPORTED) == DEVICES);
            fleet.cut();
            await().atMost(PATIENCE).until(() -> fleet.connected() == 0);

            for (int change = 1; change <= CHANGES; change++) {
                for (DeviceIdentity device : identities) {
                    operator.desire(device.id(), wanted(change));
                }
            }
            operator.flush();
            awaitDocuments(documents, document -> wantedIn(document.getDesired(), CHANGES));
            assertThat(fleet.count(TruthKind.SHADOW_DELTA)).isZero();

            long began = System.nanoTime();
            fleet.connect();
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> fleet.count(TruthKind.SHADOW_APPLIED) >= DEVICES);
            double applied = (System.nanoTime() - began) / 1e9;
            awaitDocuments(documents, document -> document.getPendingSince() == null);
            double converged = (System.nanoTime() - began) / 1e9;

            fleet.check();
            System.out.printf(
                    "%d devices away for %d changes each: all %d connections asked for at once,"
                            + " %d deltas heard, %d stale, last value everywhere after %.1f s,"
                            + " reported after %.1f s%n",
                    DEVICES,
                    CHANGES,
                    DEVICES,
                    fleet.count(TruthKind.SHADOW_DELTA),
                    fleet.count(TruthKind.SHADOW_STALE),
                    applied,
                    converged);
            // usually one, in the answer to the get; deltas still on their way come before that
            assertThat(fleet.count(TruthKind.SHADOW_DELTA))
                    .isBetween((long) DEVICES, (long) DEVICES * (CHANGES + 1));
            for (AgentDevice device : fleet.devices()) {
                assertThat(device.settings("").join().get("level").asInt()).isEqualTo(CHANGES);
            }
            for (ShadowDocument document : mine(documents.poll())) {
                assertThat(wantedIn(document.getReported(), CHANGES)).isTrue();
                // first report, ten changes, last report: none lost and none twice
                assertThat(document.getVersion()).isEqualTo(CHANGES + 2);
            }
        }
    }

    private static void awaitDocuments(
            Documents documents, java.util.function.Predicate<ShadowDocument> wanted) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> {
                            List<ShadowDocument> mine = mine(documents.poll());
                            return mine.size() == DEVICES && mine.stream().allMatch(wanted);
                        });
    }

    private static List<ShadowDocument> mine(Map<String, ShadowDocument> all) {
        return all.values().stream()
                .filter(document -> document.getDeviceId().toString().startsWith("offline-"))
                .toList();
    }

    private static String wanted(int change) {
        return "{\"level\":" + change + ",\"schedule\":{\"round\":" + change + "}}";
    }

    private static boolean wantedIn(CharSequence section, int change) {
        try {
            return section != null
                    && JSON.readTree(section.toString()).path("level").asInt() == change;
        } catch (IOException e) {
            throw new IllegalStateException("a document is no JSON: " + section, e);
        }
    }

    private static LinkOptions link(int perSecond) {
        LinkOptions usual = LinkOptions.to(STACK.mqttUrl());
        return new LinkOptions(
                usual.url(),
                usual.library(),
                usual.publisher(),
                Duration.ofSeconds(60),
                perSecond,
                usual.giveUpAfter());
    }
}
