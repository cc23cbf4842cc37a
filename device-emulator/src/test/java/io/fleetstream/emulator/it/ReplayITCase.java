package io.fleetstream.emulator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetstream.emulator.it.Subscriber.Received;
import io.fleetstream.emulator.pace.Pace;
import io.fleetstream.emulator.replay.Mapping;
import io.fleetstream.emulator.replay.Replay;
import io.fleetstream.emulator.replay.ReplayOptions;
import io.fleetstream.emulator.replay.ReplayReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayITCase {
    private static final int LINES = 3000;
    private static final long FIRST_MS = 1_672_867_882_661L;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension static final SharedBroker BROKER = new SharedBroker();

    @TempDir private Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyLineBecomesOneMessageInTheOrderOfTheFile(boolean connectionPerDevice)
            throws Exception {
        String org = "order-" + connectionPerDevice;
        try (Subscriber subscriber = subscriber(org)) {
            ReplayOptions flatOut =
                    ReplayOptions.flatOut(
                            BROKER.mqtt().url(), mapping(org), List.of(recording(LINES)));
            ReplayReport report =
                    new Replay(
                                    new ReplayOptions(
                                            flatOut.recordings(),
                                            flatOut.mapping(),
                                            flatOut.pace(),
                                            1,
                                            connectionPerDevice,
                                            flatOut.link()))
                            .execute();
            assertThat(report.complete()).isTrue();
            assertThat(report.lines()).isEqualTo(LINES);
            assertThat(report.published()).isEqualTo(LINES);
            assertThat(report.unmapped()).isEqualTo(LINES / 10);
            assertThat(report.withoutMetrics()).isEqualTo(LINES / 10);
            assertThat(report.values()).isEqualTo(LINES / 10 * 8);
            await().atMost(PATIENCE).until(() -> subscriber.count() >= LINES);
            assertThat(subscriber.count()).isEqualTo(LINES);
            for (int device = 0; device < 3; device++) {
                checkOrder(subscriber.byTopic().get(topic(org, "d" + device)));
            }
            List<Received> unmapped = subscriber.byTopic().get(topic(org, "unmapped"));
            assertThat(unmapped).extracting(Received::receivedAt).containsOnlyNulls();
            assertThat(unmapped.get(1).payload()).isEqualTo("not json \u00ff 10");
        }
    }

    @Test
    void keepsThePaceItIsTold() throws Exception {
        try (Subscriber subscriber = subscriber("pace")) {
            ReplayOptions flatOut =
                    ReplayOptions.flatOut(
                            BROKER.mqtt().url(), mapping("pace"), List.of(recording(21)));
            ReplayReport report =
                    new Replay(
                                    new ReplayOptions(
                                            flatOut.recordings(),
                                            flatOut.mapping(),
                                            new Pace(10),
                                            1,
                                            false,
                                            flatOut.link()))
                            .execute();
            // lines are a second apart; the first and the last say nothing about time
            assertThat(report.elapsedSeconds()).isGreaterThan(1.7);
            assertThat(report.published()).isEqualTo(21);
            await().atMost(PATIENCE).until(() -> subscriber.count() == 21);
        }
    }

    private static void checkOrder(List<Received> readings) throws IOException {
        long before = -1;
        for (Received reading : readings) {
            JsonNode json = JSON.readTree(reading.payload());
            long sequence = json.path("seq").asLong();
            assertThat(sequence).isGreaterThan(before);
            assertThat(reading.receivedAt())
                    .isEqualTo(Long.toString((FIRST_MS + sequence * 1000) * 1000));
            assertThat(json.path("ts").asLong()).isEqualTo(FIRST_MS + sequence * 1000);
            before = sequence;
        }
        assertThat(readings).hasSizeGreaterThan(LINES / 5);
    }

    /** Of ten lines, one is not JSON and one has no metrics. */
    private Path recording(int lines) throws IOException {
        List<String> text = new ArrayList<>();
        for (int i = 0; i < lines; i++) {
            String values = i % 10 == 5 ? "null" : "{\"t\":" + i + "}";
            text.add(
                    i % 10 == 0
                            ? "not json \u00ff " + i
                            : "{\"id\":\"d%d\",\"n\":%d,\"at\":%d,\"v\":%s}"
                                    .formatted(i % 3, i, FIRST_MS + i * 1000L, values));
        }
        Path file = directory.resolve("recording.ndjson");
        return Files.write(file, text, StandardCharsets.ISO_8859_1);
    }

    private Mapping mapping(String org) throws IOException {
        String yaml =
                """
                org: %s
                site: hall
                type: probe
                device-id: /id
                sequence: /n
                time: {pointer: /at, format: epoch-ms}
                received-at: {pointer: /at, format: epoch-ms}
                metrics: {from: /v}
                """
                        .formatted(org);
        return Mapping.load(Files.writeString(directory.resolve("mapping.yaml"), yaml));
    }

    private static String topic(String org, String device) {
        return "replay/" + org + "/hall/probe/" + device + "/reading";
    }

    private static Subscriber subscriber(String org) throws Exception {
        return new Subscriber(BROKER.mqtt().url(), "watch-" + org, "replay/" + org + "/#");
    }
}
