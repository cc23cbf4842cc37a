package io.fleetstream.emulator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetstream.emulator.it.Subscriber.Received;
import io.fleetstream.emulator.pace.Pace;
import io.fleetstream.emulator.payload.Compression;
import io.fleetstream.emulator.payload.PayloadForm;
import io.fleetstream.emulator.payload.PayloadStyle;
import io.fleetstream.emulator.run.ArrivalMode;
import io.fleetstream.emulator.run.EmulatorRun;
import io.fleetstream.emulator.run.FaultRates;
import io.fleetstream.emulator.run.RunOptions;
import io.fleetstream.emulator.run.RunOptionsBuilder;
import io.fleetstream.emulator.run.RunReport;
import io.fleetstream.emulator.run.ScriptedRun;
import io.fleetstream.emulator.truth.DeviceTruth;
import io.fleetstream.emulator.truth.GroundTruth;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class GroundTruthITCase {
    private static final long SEED = 20_261_120;
    private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @RegisterExtension static final SharedBroker BROKER = new SharedBroker();

    @TempDir private Path directory;

    @Test
    void withAllFaultsOnTheWireCarriesWhatTheTruthSays() throws Exception {
        System.out.println("seed " + SEED);
        Path file = directory.resolve("truth.ndjson");
        RunOptions options = fiveMinutes("truth", 100).faults(FaultRates.ALL).truth(file).build();
        Map<String, List<String>> scripted = new HashMap<>();
        GroundTruth planned =
                ScriptedRun.play(
                        options,
                        message ->
                                scripted.computeIfAbsent(
                                                "replay/" + message.topic(),
                                                unused -> new ArrayList<>())
                                        .add(
                                                message.arrivalMicros()
                                                        + " "
                                                        + Arrays.hashCode(
                                                                message.payload().bytes())));
        try (Subscriber subscriber = subscriber("truth")) {
            RunReport report = new EmulatorRun(options).execute();
            GroundTruth truth = GroundTruth.read(file);
            System.out.println(report);

            assertThat(report.complete()).isTrue();
            assertThat(report.reconnects()).as("the storm").isGreaterThan(10);
            assertThat(report.published()).isEqualTo(truth.published());
            assertThat(report.good()).isEqualTo(truth.accepted());
            assertThat(report.duplicates()).isEqualTo(truth.duplicates());
            assertThat(report.reordered()).isPositive();
            assertThat(truth.missingMessages()).isEqualTo(report.dropped() + report.malformed());
            assertThat(truth.missing()).isEqualTo(planned.missing());
            assertThat(truth.rejects()).isEqualTo(planned.rejects());
            assertThat(truth.fills()).isEqualTo(planned.fills());
            assertThat(truth.skewed(Duration.ofMinutes(2)))
                    .isEqualTo(planned.skewed(Duration.ofMinutes(2)))
                    .isNotEmpty();
            assertThat(truth.resets()).isEqualTo(planned.resets()).isPositive();
            assertThat(truth.devices()).hasSize(100).allMatch(DeviceTruth::marked);
            assertThat(truth.uncertain()).isZero();
            assertThat(possible(truth)).isEqualTo(report.redeliveries());

            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> messages(received(subscriber)) >= report.published());
            Map<String, List<String>> received = received(subscriber);
            assertThat(received).hasSameSizeAs(scripted);
            received.forEach(
                    (topic, messages) ->
                            assertThat(messages).as(topic).isEqualTo(scripted.get(topic)));
        }
    }

    @Test
    void compressedMessagesSayHowAndHoldTheSame() throws Exception {
        PayloadStyle style = new PayloadStyle(PayloadForm.SENML, Compression.GZIP, 3, true);
        try (Subscriber subscriber = subscriber("compact")) {
            RunReport report =
                    new EmulatorRun(fiveMinutes("compact", 4).messages(9).style(style).build())
                            .execute();
            assertThat(report.good()).isEqualTo(4 * 3);
            assertThat(report.values()).isEqualTo((4 + 5 + 6 + 6) * 9);
            await().atMost(PATIENCE).until(() -> subscriber.count() >= report.published());
            for (Received message : subscriber.all()) {
                assertThat(message.contentType()).isEqualTo("application/senml+json");
                assertThat(message.contentEncoding()).isEqualTo("gzip");
                try (GZIPInputStream plain =
                        new GZIPInputStream(new ByteArrayInputStream(message.bytes()))) {
                    JsonNode pack = new ObjectMapper().readTree(plain);
                    assertThat(pack.get(0).path("bn").asText()).endsWith(":");
                }
            }
        }
    }

    private static long possible(GroundTruth truth) {
        return truth.possibleDuplicates()
                + truth.possibleRejects().values().stream().mapToLong(Long::longValue).sum();
    }

    /** By topic: arrival and hash of every message, each copy but those of the transport. */
    private static Map<String, List<String>> received(Subscriber subscriber) {
        Map<String, List<String>> all = new HashMap<>();
        subscriber
                .byTopic()
                .forEach(
                        (topic, messages) -> {
                            // a redelivery has the arrival of the first delivery, a duplicate not
                            Map<String, String> byArrival = new LinkedHashMap<>();
                            for (Received message : messages) {
                                byArrival.putIfAbsent(
                                        message.receivedAt(),
                                        message.receivedAt()
                                                + " "
                                                + Arrays.hashCode(message.bytes()));
                            }
                            all.put(topic, List.copyOf(byArrival.values()));
                        });
        return all;
    }

    private static long messages(Map<String, List<String>> received) {
        return received.values().stream().mapToLong(List::size).sum();
    }

    private static RunOptionsBuilder fiveMinutes(String org, int devices) {
        return RunOptions.to(BROKER.mqtt().url())
                .seed(SEED)
                .org(org)
                .idPrefix(org + "-")
                .devices(devices)
                .messages(300)
                .start(START)
                .pace(Pace.FLAT_OUT)
                .arrival(ArrivalMode.EMULATED);
    }

    private static Subscriber subscriber(String org) throws Exception {
        return new Subscriber(
                BROKER.mqtt().url(), "watch-" + org, "replay/" + org + "/+/+/+/reading");
    }
}
