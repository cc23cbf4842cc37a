package io.fleetstream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetstream.cli.topic.AvroCodec;
import io.fleetstream.cli.topic.AvroTopicWriter;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.cli.topic.TopicScan;
import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.junit.SandboxExtension;
import io.fleetstream.schemas.BulkKind;
import io.fleetstream.schemas.BulkRequest;
import io.fleetstream.schemas.CommandState;
import io.fleetstream.schemas.CommandStateKind;
import io.fleetstream.schemas.Device;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;
import io.fleetstream.schemas.kafka.TopicProvisioner;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Commands and bulk requests as typed, against a real Kafka and a real schema registry. */
class CommandsITCase {
    @RegisterExtension
    static final SandboxExtension SANDBOX =
            SandboxExtension.with(Service.KAFKA, Service.SCHEMA_REGISTRY);

    private static Cluster cluster;

    private StringWriter out;
    private StringWriter err;

    @BeforeAll
    static void createTopics() {
        cluster = Cluster.at(SANDBOX.kafka().bootstrapServers(), SANDBOX.schemaRegistry().url());
        TopicProvisioner.create(
                cluster.bootstrapServers(), OptionalInt.of(4), OptionalInt.of(1), true);
    }

    @BeforeEach
    void clear() {
        out = new StringWriter();
        err = new StringWriter();
    }

    @Test
    void sendsACommandToEachDeviceThatIsNamed() throws IOException {
        Instant before = Instant.now();
        assertThat(
                        run(
                                "command",
                                "send",
                                "--device",
                                "s1",
                                "--device",
                                "s2",
                                "--command",
                                "reboot",
                                "--parameters",
                                "{\"delay\":1.50}",
                                "--deadline",
                                "PT10M"))
                .isZero();
        String id = out.toString().strip();
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        new TopicScan(cluster)
                .visit(
                        Topics.DEVICE_COMMANDS,
                        record -> {
                            if (text(record.value()).contains(id)) {
                                records.add(record);
                            }
                        });
        assertThat(records).extracting(r -> text(r.key())).containsExactlyInAnyOrder("s1", "s2");
        JsonNode payload = new ObjectMapper().readTree(records.get(0).value());
        assertThat(payload.at("/command_id").asText()).isEqualTo(id).startsWith("cmd-");
        assertThat(text(records.get(0).value())).contains("\"parameters\":{\"delay\":1.50}");
        assertThat(Instant.parse(payload.at("/deadline").asText()))
                .isBetween(before.plusSeconds(600), Instant.now().plusSeconds(600));
        assertThat(text(records.get(0).headers().lastHeader(RecordHeaders.WRITER).value()))
                .isEqualTo("operator");
    }

    @Test
    void queuesAJobForOneDevice(@TempDir Path directory) throws IOException {
        Path document = directory.resolve("job.json");
        Files.writeString(document, "{\"operation\": \"update\", \"version\": \"2.0\"}");
        assertThat(
                        run(
                                "rollout",
                                "create",
                                "--id",
                                "fw-2",
                                "--device",
                                "j1",
                                "--document",
                                document.toString(),
                                "--timeout",
                                "PT20M"))
                .isZero();
        assertThat(out.toString()).isEqualTo("fw-2 waits for j1\n");
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        new TopicScan(cluster).visit(Topics.JOBS_REQUESTS, records::add);
        assertThat(records).extracting(r -> text(r.key())).containsExactly("j1");
        assertThat(text(records.get(0).value()))
                .isEqualTo(
                        "{\"effect\":\"queue\",\"jobId\":\"fw-2\",\"jobDocument\":"
                                + "{\"operation\":\"update\",\"version\":\"2.0\"},"
                                + "\"weight\":500,\"timeoutSeconds\":1200}");
        assertThat(text(records.get(0).headers().lastHeader(RecordHeaders.WRITER).value()))
                .isEqualTo("rollout");
        assertThat(records.get(0).headers().lastHeader(RecordHeaders.EFFECT_ID)).isNotNull();
    }

    @Test
    void aRolloutIsWhatItsLogSays(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("fw.yaml");
        Files.writeString(
                file,
                """
                rollout: fw-3
                devices: model=m-100
                document: {operation: update, version: 3}
                budget: 5
                stages: [{percent: 10}, {percent: 100}]
                """);
        assertThat(run("rollout", "create", file.toString(), "--by", "ada")).isZero();
        assertThat(out.toString()).isEqualTo("fw-3 is defined, 2 stages\n");
        assertThat(run("rollout", "create", file.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("there is a rollout 'fw-3'");
        clear();
        assertThat(run("rollout", "start", "fw-3")).isZero();
        assertThat(run("rollout", "start", "fw-3")).isEqualTo(1);
        assertThat(run("rollout", "rollback", "fw-3")).isEqualTo(1);
        assertThat(run("rollout", "abort", "fw-3", "--expects", "1")).isEqualTo(1);
        assertThat(run("rollout", "abort", "fw-3", "--expects", "2", "--by", "bob")).isZero();
        assertThat(out.toString())
                .isEqualTo("fw-3 is DEFINED, version 2\nfw-3 is ABORTED, version 3\n");
        assertThat(err.toString())
                .contains("fw-3 is DEFINED in version 2: there is nothing to start")
                .contains("its definition has no rollback");
        clear();
        assertThat(run("rollout", "status", "fw-3")).isZero();
        assertThat(out.toString().lines())
                .anyMatch(line -> line.matches(".*fw-3 .*ABORTED .*3 .*0/2.*"))
                .anyMatch(line -> line.endsWith("fw-3 DEFINE by ada"))
                .anyMatch(line -> line.endsWith("fw-3 ABORT by bob"));
        clear();
        assertThat(run("rollout", "watch", "fw-3", "--since", "PT1H", "--count", "3", "--json"))
                .isZero();
        assertThat(out.toString().lines()).hasSize(3);
        assertThat(run("rollout", "pause", "nothing")).isEqualTo(1);
        assertThat(err.toString()).contains("there is no rollout 'nothing'");
    }

    @Test
    void sendsOneRequestForManyDevices() throws IOException {
        assertThat(
                        run(
                                "command",
                                "send",
                                "--selector",
                                "site = plant-1, firmware>=1,<2",
                                "--command",
                                "reboot",
                                "--command-id",
                                "mine"))
                .isZero();
        assertThat(out.toString()).isEqualTo("mine\n");
        assertThat(bulk("mine"))
                .returns(BulkKind.COMMAND, BulkRequest::getKind)
                .returns("site=plant-1,firmware>=1,firmware<2", BulkRequest::getSelector)
                .extracting(BulkRequest::getPayload)
                .asString()
                .contains("\"command_id\":\"mine\"")
                .contains("\"command\":\"reboot\"");

        clear();
        assertThat(
                        new CommandLine(new ShadowBulkCommand())
                                .setOut(new PrintWriter(out, true))
                                .execute(
                                        "--bootstrap-servers", cluster.bootstrapServers(),
                                        "--schema-registry", cluster.registryUrl(),
                                        "--selector", "device=*",
                                        "--desired", "{\"interval\":30,\"old\":null}",
                                        "--ttl", "PT2H",
                                        "--name", "cfg",
                                        "--bulk-id", "b9"))
                .isZero();
        assertThat(bulk("b9"))
                .returns(BulkKind.SHADOW, BulkRequest::getKind)
                .returns("cfg", BulkRequest::getShadowName)
                .returns(
                        "{\"state\":{\"desired\":{\"interval\":30,\"old\":null}}}",
                        BulkRequest::getPayload)
                .extracting(BulkRequest::getProperties)
                .hasToString("{ttl=PT2H}");
    }

    @Test
    void saysWhichDevicesWouldMatch() throws IOException {
        try (AvroTopicWriter writer = new AvroTopicWriter(cluster)) {
            for (String id : List.of("m1", "m2", "m3")) {
                writer.send(
                        Topics.DEVICE_REGISTRY,
                        id,
                        Device.newBuilder()
                                .setDeviceId(id)
                                .setOrg("acme")
                                .setSite(id.equals("m2") ? "away" : "match")
                                .setDeviceType("pump")
                                .setUpdatedAt(Instant.EPOCH)
                                .build());
            }
            writer.flush();
        }
        assertThat(
                        run(
                                "command",
                                "send",
                                "--selector",
                                "site=match",
                                "--command",
                                "x",
                                "--dry-run"))
                .isZero();
        assertThat(out.toString()).isEqualTo("2 devices match now: m1, m3\n");
    }

    @Test
    void listsShowsAndWaitsForWhatBecameOfCommands() throws IOException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        send(
                state("w1", "k1", CommandStateKind.QUEUED, 1, now),
                state("w1", "k1", CommandStateKind.SENT, 2, now),
                state("w1", "k1", CommandStateKind.SENT, 2, now),
                state("w1", "k1", CommandStateKind.DONE, 3, now),
                state("w1", "k2", CommandStateKind.QUEUED, 1, now.plusMillis(1)));

        assertThat(run("command", "list", "--device", "w1", "--json")).isZero();
        JsonNode listed = new ObjectMapper().readTree(out.toString());
        assertThat(listed.findValuesAsText("state")).containsExactly("DONE", "QUEUED");
        clear();
        assertThat(run("command", "list", "--device", "w1", "--state", "done")).isZero();
        assertThat(out.toString()).contains("k1").doesNotContain("k2");
        clear();
        assertThat(run("command", "show", "k1", "--json")).isZero();
        assertThat(new ObjectMapper().readTree(out.toString()).findValuesAsText("step"))
                .containsExactly("1", "2", "3");
        assertThat(run("command", "show", "never")).isEqualTo(1);
        assertThat(err.toString()).contains("nothing is known of a command 'never'");

        clear();
        send(state("w2", "k3", CommandStateKind.DONE, 3, now));
        assertThat(wait("w2", "k3")).isZero();
        assertThat(err.toString()).contains("w2 k3 DONE: says");
        send(state("w2", "k4", CommandStateKind.FAILED, 3, now));
        assertThat(wait("w2", "k4")).isEqualTo(1);
    }

    @Test
    void tellsHowACommandOfTheSameIdEndedAndSendsItToTheOthers() throws Exception {
        Instant yesterday = Instant.now().truncatedTo(ChronoUnit.MICROS).minusSeconds(86_400);
        send(
                state("w3", "k5", CommandStateKind.SENT, 1, yesterday),
                state("w3", "k5", CommandStateKind.DONE, 2, yesterday));

        // would wait for its deadline, since nobody says anything about it any more
        assertThat(wait("w3", "k5")).isZero();
        assertThat(err.toString()).contains("not sent").contains("w3 k5 DONE: says");
        assertThat(devicesSent("k5")).isEmpty();

        CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(() -> wait("w4", "k5"));
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(devicesSent("k5")).containsExactly("w4"));
        send(state("w4", "k5", CommandStateKind.DONE, 2, Instant.now()));
        assertThat(exit).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(0);
    }

    @Test
    void refusesWrongUsageBeforeAnythingIsSent() {
        assertThat(run("command", "send", "--selector", "sight=x", "--command", "x")).isEqualTo(2);
        assertThat(err.toString()).contains("unknown 'sight'").contains("at character 1");
        assertThat(run("command", "send", "--command", "x")).isEqualTo(2);
        assertThat(run("command", "send", "--device", "a b", "--command", "x")).isEqualTo(2);
        assertThat(run("command", "send", "--device", "a", "--command", "x", "--parameters", "[1]"))
                .isEqualTo(2);
        assertThat(run("command", "send", "--device", "a", "--command", "x", "--deadline", "PT0S"))
                .isEqualTo(2);
        assertThat(run("command", "send", "--selector", "device=*", "--command", "x", "--wait"))
                .isEqualTo(2);
    }

    private static List<String> devicesSent(String id) throws IOException {
        List<String> devices = new ArrayList<>();
        new TopicScan(cluster)
                .visit(
                        Topics.DEVICE_COMMANDS,
                        record -> {
                            if (text(record.value()).contains("\"" + id + "\"")) {
                                devices.add(text(record.key()));
                            }
                        });
        return devices;
    }

    private int wait(String device, String id) {
        return run(
                "command",
                "send",
                "--device",
                device,
                "--command",
                "x",
                "--command-id",
                id,
                "--deadline",
                Duration.ofMinutes(1).toString(),
                "--wait");
    }

    private static void send(CommandState... states) throws IOException {
        try (AvroTopicWriter writer = new AvroTopicWriter(cluster)) {
            for (CommandState state : states) {
                writer.send(Topics.COMMAND_STATES, state.getDeviceId(), state);
            }
            writer.flush();
        }
    }

    private static CommandState state(
            String device, String id, CommandStateKind kind, int step, Instant at) {
        return CommandState.newBuilder()
                .setDeviceId(device)
                .setCommandId(id)
                .setCommand("x")
                .setState(kind)
                .setStep(step)
                .setAttempts(1)
                .setCreatedAt(at)
                .setDeadline(at.plusSeconds(60))
                .setChangedAt(at)
                .setMessage("says")
                .build();
    }

    private static BulkRequest bulk(String id) throws IOException {
        List<BulkRequest> found = new ArrayList<>();
        try (AvroCodec codec = new AvroCodec(cluster.registryUrl())) {
            new TopicScan(cluster)
                    .visit(
                            Topics.DEVICE_BULK,
                            record -> {
                                if (text(record.key()).equals(id)) {
                                    found.add(codec.decode(record.value(), BulkRequest.class));
                                }
                            });
        }
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private int run(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(
                List.of(
                        "--bootstrap-servers", cluster.bootstrapServers(),
                        "--schema-registry", cluster.registryUrl()));
        return Fleet.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
