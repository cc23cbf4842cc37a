package io.fleetstream.emulator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetstream.emulator.EmulatorMain;
import io.fleetstream.emulator.edge.Bounds;
import io.fleetstream.emulator.edge.EdgeRules;
import io.fleetstream.emulator.edge.SpoolLimits;
import io.fleetstream.emulator.it.Subscriber.Received;
import io.fleetstream.emulator.pace.Pace;
import io.fleetstream.emulator.run.ArrivalMode;
import io.fleetstream.emulator.run.EmulatorRun;
import io.fleetstream.emulator.run.FaultRates;
import io.fleetstream.emulator.run.GatewayOptions;
import io.fleetstream.emulator.run.RunOptions;
import io.fleetstream.emulator.run.RunOptionsBuilder;
import io.fleetstream.emulator.run.RunReport;
import io.fleetstream.emulator.truth.DeviceTruth;
import io.fleetstream.emulator.truth.GroundTruth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class GatewayITCase {
    private static final long SEED = 20_261_121;
    private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension static final SharedBroker BROKER = new SharedBroker();

    @TempDir private Path directory;

    @Test
    void gatewaysThatWereOfflineBringTheirBacklog() throws Exception {
        System.out.println("seed " + SEED);
        Path file = directory.resolve("truth.ndjson");
        RunOptions options =
                fiveMinutes("backlog", gateways())
                        .faults(new FaultRates(.01, .01, .01, .01, .1, 0, .1, .1, .5, 1))
                        .truth(file)
                        .build();
        try (Subscriber subscriber = subscriber("backlog")) {
            RunReport report = new EmulatorRun(options).execute();
            GroundTruth truth = GroundTruth.read(file);
            System.out.println(report);
            assertThat(report.complete()).isTrue();
            assertThat(report.devices()).isEqualTo(60);
            assertThat(report.bufferDropped()).isZero();
            assertThat(report.reconnects()).isGreaterThanOrEqualTo(3);
            assertThat(report.good()).isEqualTo(truth.accepted());
            assertThat(truth.missingMessages()).isEqualTo(report.dropped() + report.malformed());
            assertThat(truth.devices()).hasSize(60).allMatch(DeviceTruth::marked);

            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> arrivals(subscriber) >= report.published());
            assertThat(arrivals(subscriber)).isEqualTo(report.published());
            long waited = 0;
            for (Received message : subscriber.all()) {
                if (Long.parseLong(message.receivedAt()) - micros(message) > 30_000_000) {
                    waited++;
                }
            }
            assertThat(waited).as("came long after they were measured").isGreaterThan(300);
        }
    }

    @Test
    void whatASmallBufferDropsIsInTheTruth() throws Exception {
        Path file = directory.resolve("truth.ndjson");
        GatewayOptions small =
                gateways().withLimits(new SpoolLimits(500, 1 << 20, Duration.ofDays(6)));
        RunOptions options =
                fiveMinutes("small", small)
                        .faults(new FaultRates(0, 0, 0, 0, 0, 0, 0, 0, 0, 1))
                        .truth(file)
                        .build();
        RunReport report = new EmulatorRun(options).execute();
        GroundTruth truth = GroundTruth.read(file);
        assertThat(report.complete()).isTrue();
        assertThat(report.bufferDropped()).isGreaterThan(1000);
        assertThat(report.good()).isEqualTo(60 * 300 - report.bufferDropped());
        assertThat(truth.missingMessages()).isEqualTo(report.bufferDropped());
        assertThat(truth.missing().size()).as("the oldest, one gap a device").isEqualTo(60);
    }

    @Test
    void gatewaysSumUpAndLetTheUnusualThrough() throws Exception {
        EdgeRules rules =
                new EdgeRules(
                        Map.of(),
                        Optional.of(Duration.ofMinutes(1)),
                        Map.of("humidity", new Bounds(0, 52)),
                        1);
        RunOptions options =
                fiveMinutes("edge", gateways().withRules(rules)).profile("thermostat").build();
        try (Subscriber subscriber = subscriber("edge")) {
            RunReport report = new EmulatorRun(options).execute();
            System.out.println(report);
            assertThat(report.complete()).isTrue();
            await().atMost(PATIENCE).until(() -> subscriber.count() >= report.published());
            int aggregates = 0;
            for (Received message : subscriber.all()) {
                JsonNode json = JSON.readTree(message.bytes());
                if (json.has("window_s")) {
                    aggregates++;
                    assertThat(json.path("metrics").path("temperature").path("count").asInt())
                            .isBetween(1, 61);
                }
            }
            assertThat(aggregates).isBetween(60 * 5, 60 * 6);
            assertThat(report.published()).isGreaterThan(aggregates + 60).isLessThan(60 * 300);
        }
    }

    @Test
    void whatAKilledGatewayHadKeptComesWithTheNextRun() throws Exception {
        Path buffers = directory.resolve("buffers");
        GatewayOptions one = GatewayOptions.of(1, 4, buffers);
        try (Subscriber subscriber =
                new Subscriber(BROKER.mqtt().url(), "watch-kill", "kill/+/+/+/reading")) {
            Process killed = offlineGateway(buffers);
            try {
                // offline from slot 72 to 108 on: about 400 messages; the rest has nowhere to go
                await().atMost(PATIENCE).until(() -> keptBytes(buffers) > 600_000);
            } finally {
                killed.destroyForcibly().waitFor();
            }
            long before = subscriber.count();
            RunReport report =
                    new EmulatorRun(
                                    RunOptions.to(BROKER.mqtt().url())
                                            .org("kill")
                                            .idPrefix("kill-")
                                            .gateways(one)
                                            .messages(1)
                                            .build())
                            .execute();
            assertThat(report.complete()).isTrue();
            assertThat(report.recovered()).isGreaterThan(100);
            assertThat(report.published()).isEqualTo(report.recovered() + 4);
            await().atMost(PATIENCE).until(() -> subscriber.count() >= before + report.published());
            for (List<Received> messages : subscriber.byTopic().values()) {
                assertThat(numbersOfFirstBoot(messages)).isEqualTo(upTo(messages));
            }
        }
    }

    private static Process offlineGateway(Path buffers) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
        command.addAll(
                List.of(System.getProperty("java.class.path"), EmulatorMain.class.getName()));
        command.addAll(List.of("run", "--url", BROKER.mqtt().url(), "--org", "kill"));
        command.addAll(List.of("--id-prefix", "kill-", "--gateways", "1", "--rate", "100/s"));
        command.addAll(List.of("--devices-per-gateway", "4", "--buffer-dir", buffers.toString()));
        command.addAll(List.of("--fault", "gateway-offline=1", "--offline-for", "P1D"));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "emulator-kill.log").toFile())
                .start();
    }

    private static long keptBytes(Path buffers) throws IOException {
        Path file = buffers.resolve("kill-gateway-00001.spool");
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /** Sequence numbers of the boot that came first; the next run is another one. */
    private static SortedSet<Long> numbersOfFirstBoot(List<Received> messages) throws IOException {
        String boot = JSON.readTree(messages.get(0).bytes()).path("boot_id").asText();
        SortedSet<Long> numbers = new TreeSet<>();
        for (Received message : messages) {
            JsonNode json = JSON.readTree(message.bytes());
            if (json.path("boot_id").asText().equals(boot)) {
                numbers.add(json.path("seq").asLong());
            }
        }
        return numbers;
    }

    private static Set<Long> upTo(List<Received> messages) throws IOException {
        long last = numbersOfFirstBoot(messages).last();
        return LongStream.rangeClosed(1, last).boxed().collect(Collectors.toSet());
    }

    @Test
    void gatewaysStandForTheirDevices() throws Exception {
        try (Subscriber statuses =
                new Subscriber(BROKER.mqtt().url(), "watch-gw", "backing/+/+/+/status")) {
            RunReport report =
                    new EmulatorRun(fiveMinutes("backing", gateways()).messages(2).build())
                            .execute();
            assertThat(report.good()).isEqualTo(120);
            await().atMost(PATIENCE).until(() -> statuses.count() >= 6);
            Set<String> topics = new HashSet<>(statuses.byTopic().keySet());
            assertThat(topics)
                    .containsExactlyInAnyOrder(
                            "backing/north/gateway/backing-gateway-00001/status",
                            "backing/south/gateway/backing-gateway-00002/status",
                            "backing/north/gateway/backing-gateway-00003/status");
        }
    }

    /** Different messages: the transport may have brought some of them twice. */
    private static long arrivals(Subscriber subscriber) {
        return subscriber.byTopic().values().stream()
                .mapToLong(
                        messages -> messages.stream().map(Received::receivedAt).distinct().count())
                .sum();
    }

    /** When it was measured, as far as that can be read; otherwise when it arrived. */
    private static long micros(Received message) {
        try {
            long ts = JSON.readTree(message.bytes()).path("ts").asLong();
            long arrival = Long.parseLong(message.receivedAt());
            // wrong clocks are not what this is about
            return Math.abs(ts * 1000 - arrival) < 110_000_000 ? ts * 1000 : arrival;
        } catch (IOException e) {
            return Long.parseLong(message.receivedAt());
        }
    }

    private GatewayOptions gateways() {
        return GatewayOptions.of(3, 20, directory.resolve("buffers"));
    }

    private static RunOptionsBuilder fiveMinutes(String org, GatewayOptions gateways) {
        return RunOptions.to(BROKER.mqtt().url())
                .seed(SEED)
                .org(org)
                .idPrefix(org + "-")
                .sites(List.of("north", "south"))
                .gateways(gateways)
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
