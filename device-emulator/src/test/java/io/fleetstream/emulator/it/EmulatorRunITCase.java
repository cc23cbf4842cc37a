package io.fleetstream.emulator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetstream.emulator.it.Subscriber.Received;
import io.fleetstream.emulator.mqtt.Backoff;
import io.fleetstream.emulator.mqtt.ClientLibrary;
import io.fleetstream.emulator.mqtt.PublisherSettings;
import io.fleetstream.emulator.pace.Pace;
import io.fleetstream.emulator.run.EmulatorRun;
import io.fleetstream.emulator.run.FaultRates;
import io.fleetstream.emulator.run.RunOptions;
import io.fleetstream.emulator.run.RunReport;
import io.fleetstream.emulator.truth.DeviceTruth;
import io.fleetstream.emulator.truth.GroundTruth;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EmulatorRunITCase {
    private static final long SEED = 20_261_120;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension static final SharedBroker BROKER = new SharedBroker();

    @TempDir private Path directory;

    @ParameterizedTest
    @EnumSource(names = {"PAHO", "HIVEMQ"})
    void aPlainSubscriberCountsWhatFiftyDevicesReport(ClientLibrary library) throws Exception {
        System.out.println("seed " + SEED);
        String org = "count-" + library.name().toLowerCase(Locale.ROOT);
        Path truth = directory.resolve("truth.ndjson");
        try (Subscriber subscriber = subscriber("counter-" + org, org + "/+/+/+/reading")) {
            RunReport report =
                    new EmulatorRun(
                                    RunOptions.to(BROKER.mqtt().url())
                                            .seed(SEED)
                                            .org(org)
                                            .idPrefix(org + "-")
                                            .sites(List.of("north", "south"))
                                            .devices(50)
                                            .messages(60)
                                            .pace(Pace.FLAT_OUT)
                                            .faults(new FaultRates(0.05, 0.05))
                                            .anomaliesPerThousand(5)
                                            .truth(truth)
                                            .link(link -> link.withLibrary(library))
                                            .build())
                            .execute();
            assertThat(report.complete()).isTrue();
            assertThat(report.good() + report.malformed()).isEqualTo(50 * 60);
            assertThat(report.published())
                    .isEqualTo(report.good() + report.duplicates() + report.malformed());
            assertThat(report.statuses()).isEqualTo(100);
            await().atMost(PATIENCE).until(() -> subscriber.count() >= report.published());
            assertThat(subscriber.count()).isEqualTo(report.published());
            assertThat(subscriber.byTopic()).hasSize(50);
            long repeats =
                    subscriber.byTopic().values().stream()
                            .mapToLong(list -> list.size() - new HashSet<>(list).size())
                            .sum();
            assertThat(repeats).isEqualTo(report.duplicates());
            GroundTruth facts = GroundTruth.read(truth);
            assertThat(facts.published()).isEqualTo(report.published());
            assertThat(facts.accepted()).isEqualTo(report.good());
            assertThat(facts.duplicates()).isEqualTo(report.duplicates());
            assertThat(facts.missingMessages()).isEqualTo(report.malformed());
            assertThat(facts.devices()).allMatch(DeviceTruth::marked);
        }
    }

    @Test
    void everyDeviceSaysWhenItComesAndWhenItGoes() throws Exception {
        RunReport report =
                new EmulatorRun(
                                RunOptions.to(BROKER.mqtt().url())
                                        .org("coming")
                                        .idPrefix("coming-")
                                        .devices(8)
                                        .messages(3)
                                        .pace(Pace.FLAT_OUT)
                                        .build())
                        .execute();
        assertThat(report.complete()).isTrue();
        try (Subscriber late = subscriber("late", "coming/+/+/+/status")) {
            await().atMost(PATIENCE).until(() -> late.count() == 8);
            for (Received status : late.all()) {
                assertThat(status.retained()).isTrue();
                assertThat(JSON.readTree(status.payload()).path("status").asText())
                        .isEqualTo("offline");
                assertThat(JSON.readTree(status.payload()).path("reason").asText())
                        .isEqualTo("shutdown");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PAHO", "HIVEMQ"})
    void nothingIsLostWhenTheBrokerDies(ClientLibrary library) throws Exception {
        System.out.println("seed " + SEED);
        String org = "outage-" + library.name().toLowerCase(Locale.ROOT);
        long devices = 10;
        long messages = 300;
        try (Subscriber subscriber = subscriber("witness-" + org, org + "/+/+/+/reading")) {
            EmulatorRun run =
                    new EmulatorRun(
                            RunOptions.to(BROKER.mqtt().url())
                                    .seed(SEED)
                                    .org(org)
                                    .idPrefix(org + "-")
                                    .devices((int) devices)
                                    .messages(messages)
                                    .ratePerSecond(50)
                                    .link(link -> link.withLibrary(library))
                                    .link(link -> link.withPublisher(impatient()))
                                    .build());
            FutureTask<RunReport> result = new FutureTask<>(run::execute);
            new Thread(result, "emulator").start();
            await().atMost(PATIENCE)
                    .until(() -> run.progress().acknowledged() > devices * messages / 4);
            BROKER.mqtt().kill();
            await().atMost(PATIENCE).until(() -> run.progress().connected() == 0);
            BROKER.mqtt().start();
            RunReport report = result.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

            assertThat(report.complete()).isTrue();
            assertThat(report.published()).isEqualTo(devices * messages);
            assertThat(report.reconnects()).isGreaterThanOrEqualTo(devices);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> {
                                assertThat(subscriber.byTopic()).hasSize((int) devices);
                                for (List<Received> seen : subscriber.byTopic().values()) {
                                    assertThat(sequences(seen)).hasSize((int) messages);
                                }
                            });
            long repeats = subscriber.count() - devices * messages;
            System.out.printf(
                    "%s: %d redeliveries; the subscriber saw %d messages twice%n",
                    library, report.redeliveries(), repeats);
        }
    }

    private static Set<Long> sequences(List<Received> messages) throws Exception {
        Set<Long> sequences = new HashSet<>();
        for (Received message : messages) {
            JsonNode reading = JSON.readTree(message.payload());
            sequences.add(reading.path("seq").asLong());
        }
        return sequences;
    }

    private static PublisherSettings impatient() {
        return new PublisherSettings(
                200, 100, new Backoff(Duration.ofMillis(200), Duration.ofSeconds(2)));
    }

    private static Subscriber subscriber(String id, String filter) throws Exception {
        return new Subscriber(BROKER.mqtt().url(), id, filter);
    }
}
