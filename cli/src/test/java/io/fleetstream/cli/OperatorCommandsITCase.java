package io.fleetstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetstream.cli.letters.TestLetters;
import io.fleetstream.cli.topic.AvroTopicWriter;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.cli.topic.CompactedTopic;
import io.fleetstream.cli.topic.RecordSender;
import io.fleetstream.cli.topic.TopicScan;
import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.junit.SandboxExtension;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.Device;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;
import io.fleetstream.schemas.kafka.TopicProvisioner;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The operator's commands as typed, against a real Kafka and a real schema registry. */
class OperatorCommandsITCase {
    @RegisterExtension
    static final SandboxExtension SANDBOX =
            SandboxExtension.with(Service.KAFKA, Service.SCHEMA_REGISTRY);

    private static Cluster cluster;

    @TempDir private Path directory;
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
    void importsTenThousandDevicesAndWritesOnlyWhatChanges() throws IOException {
        StringBuilder csv = new StringBuilder("device_id,org,site,device_type,model,tag.batch\n");
        for (int i = 0; i < 10_000; i++) {
            csv.append("bulk-").append(i).append(",acme,berlin,thermostat,th-1,b1\n");
        }
        Path file = file("devices.csv", csv.toString());

        assertThat(run("registry", "import", file.toString(), "--dry-run")).isZero();
        assertThat(out.toString()).contains("10000 new").contains("--dry-run");
        assertThat(run("registry", "import", file.toString())).isZero();
        assertThat(err.toString()).contains("no such model yet").contains("written 10000 of 10000");
        assertThat(run("registry", "import", file.toString())).isZero();
        assertThat(out.toString()).contains("0 new, 0 changed, 10000 unchanged, 0 bad");

        Files.writeString(file, csv.toString().replace("bulk-77,acme,berlin", "bulk-77,acme,lyon"));
        assertThat(
                        run(
                                "registry",
                                "import",
                                file.toString(),
                                "--valid-from",
                                "2026-03-01T12:00:00Z"))
                .isZero();
        assertThat(out.toString()).contains("0 new, 1 changed, 9999 unchanged, 0 bad");

        Device moved =
                CompactedTopic.read(cluster, Topics.DEVICE_REGISTRY, Device.class).get("bulk-77");
        assertThat(moved.getSite()).isEqualTo("lyon");
        assertThat(moved.getValidFrom()).hasToString("2026-03-01T12:00:00Z");
        assertThat(moved.getPrevious()).hasSize(1);
        assertThat(moved.getPrevious().get(0).getSite()).isEqualTo("berlin");

        clear();
        assertThat(run("registry", "list", "--site", "lyon", "--tag", "batch=b1", "--json"))
                .isZero();
        JsonNode listed = new ObjectMapper().readTree(out.toString());
        assertThat(listed).hasSize(1);
        assertThat(listed.at("/0/device_id").asText()).isEqualTo("bulk-77");

        clear();
        assertThat(run("registry", "show", "bulk-77")).isZero();
        assertThat(out.toString()).contains("site: lyon").contains("previous:");
        assertThat(run("registry", "delete", "bulk-77", "never-was")).isEqualTo(1);
        assertThat(run("registry", "delete", "bulk-77", "bulk-78")).isZero();
        assertThat(run("registry", "show", "bulk-77")).isEqualTo(1);
    }

    @Test
    void writesNothingOfAFileWithABadLine() throws IOException {
        Path file =
                file(
                        "bad.csv",
                        """
                        device_id,org,site,device_type,latitude
                        part-1,acme,berlin,thermostat,52
                        part-2,acme,berlin,thermostat,520
                        part-1,acme,lyon,thermostat,45
                        """);

        assertThat(run("registry", "import", file.toString())).isEqualTo(1);
        assertThat(err.toString())
                .contains("line 3: latitude is '520'; accepted: degrees from -90 to 90")
                .contains("line 4: device part-1 stands in line 2 already");
        assertThat(run("registry", "show", "part-1")).isEqualTo(1);

        assertThat(run("registry", "import", file.toString(), "--skip-bad")).isZero();
        assertThat(run("registry", "show", "part-1")).isZero();
    }

    @Test
    void keepsModelsAndManifests() throws IOException {
        Path models =
                file("models.yaml", "model: th-9\nmetrics: [{name: temperature, unit: Cel}]\n");
        assertThat(run("models", "apply", models.toString())).isZero();
        assertThat(run("models", "apply", models.toString())).isZero();
        assertThat(out.toString()).contains("th-9 is now version 1").contains("th-9 is as it was");
        clear();
        assertThat(run("models", "show", "th-9")).isZero();
        Files.writeString(models, out.toString().replace("unit: Cel", "unit: K"));
        assertThat(run("models", "apply", models.toString())).isZero();
        assertThat(out.toString()).contains("th-9 is now version 2");
        assertThat(run("models", "list")).isZero();
        assertThat(run("models", "delete", "th-9")).isZero();
        assertThat(run("models", "show", "th-9")).isEqualTo(1);

        Path manifest = file("m.yaml", "name: pilots\ndevice_ids: ['pilot-*']\nsite: berlin\n");
        assertThat(run("registry", "manifest", "apply", manifest.toString())).isZero();
        assertThat(run("registry", "manifest", "list")).isZero();
        assertThat(out.toString()).contains("pilots is new").contains("pilot-*");
        assertThat(run("registry", "manifest", "delete", "pilots")).isZero();
        assertThat(run("registry", "manifest", "delete", "pilots")).isEqualTo(1);
    }

    @Test
    void listsShowsAndReplaysDeadLetters() throws IOException {
        DeadLetter cut = TestLetters.letter(ReasonCode.TOO_LARGE, "dl-1", 4);
        cut.setHeaders(List.of(TestLetters.header(RecordHeaders.TRUNCATED_FROM, "9000000")));
        DeadLetter lost = TestLetters.letter(ReasonCode.NOT_JSON, "dl-2", 5);
        lost.setSourceTopic("topic.gone");
        write(
                Stream.of(
                                TestLetters.letter(ReasonCode.UNKNOWN_DEVICE, "dl-1", 1),
                                TestLetters.letter(ReasonCode.UNKNOWN_DEVICE, "dl-1", 2),
                                TestLetters.letter(ReasonCode.UNKNOWN_DEVICE, "dl-1", 2),
                                TestLetters.letter(ReasonCode.WRONG_TYPE, "dl-2", 3),
                                cut,
                                lost)
                        .toList());
        try (RecordSender sender = new RecordSender(cluster)) {
            sender.send(
                    new ProducerRecord<>(Topics.TELEMETRY_DEAD_LETTERS, null, new byte[] {1, 2}));
            sender.flush();
        }

        assertThat(run("dead-letters", "list", "--json")).isZero();
        JsonNode all = new ObjectMapper().readTree(out.toString());
        assertThat(all).hasSize(5);
        assertThat(err.toString()).contains("1 records are no dead letters");
        clear();
        assertThat(run("dead-letters", "list", "--reason", "unknown_device", "--device", "dl-1"))
                .isZero();
        assertThat(out.toString())
                .contains("telemetry.raw/1/1/0")
                .contains("telemetry.raw/1/2/0")
                .doesNotContain("dl-2");
        assertThat(run("dead-letters", "list", "--since", "PT1H", "--until", "PT30M")).isZero();
        clear();
        assertThat(run("dead-letters", "show", "telemetry.raw/1/3/0")).isZero();
        assertThat(out.toString()).contains("WRONG_TYPE").contains("{\"t\":3}");
        assertThat(run("dead-letters", "show", "telemetry.raw/1/999/0")).isEqualTo(1);

        clear();
        assertThat(run("dead-letters", "replay", "--dry-run")).isZero();
        assertThat(out.toString())
                .contains("2  UNKNOWN_DEVICE")
                .contains("1  WRONG_TYPE")
                .contains("1  passed over: cut by the bridge")
                .contains("1  passed over: of the topic topic.gone")
                .contains("3 to replay; nothing is sent");
        assertThat(raw()).isEmpty();
        String[] replay = {
            "dead-letters",
            "replay",
            "--reason",
            "UNKNOWN_DEVICE",
            "--yes",
            "--rate",
            "1000/s",
            "--replay-id",
            "r1"
        };
        assertThat(run(replay)).isZero();
        assertThat(out.toString()).contains("2 replayed, replay id r1");

        List<ConsumerRecord<byte[], byte[]>> raw = raw();
        assertThat(raw).hasSize(2);
        ConsumerRecord<byte[], byte[]> first = raw.get(0);
        assertThat(first.partition()).isEqualTo(1);
        assertThat(new String(first.key(), StandardCharsets.UTF_8)).isEqualTo("dl-1");
        assertThat(new String(first.value(), StandardCharsets.UTF_8)).isEqualTo("{\"t\":1}");
        assertThat(headers(first))
                .containsExactly(
                        Map.entry("received-at", "1772366400000000"),
                        Map.entry("replayed-from", "telemetry.raw/1/1/0"),
                        Map.entry("replay-id", "r1"));
    }

    private static List<Map.Entry<String, String>> headers(ConsumerRecord<?, ?> record) {
        return StreamSupport.stream(record.headers().spliterator(), false)
                .map(OperatorCommandsITCase::entry)
                .toList();
    }

    private static Map.Entry<String, String> entry(Header header) {
        return Map.entry(header.key(), new String(header.value(), StandardCharsets.UTF_8));
    }

    private static List<ConsumerRecord<byte[], byte[]>> raw() throws IOException {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        new TopicScan(cluster).visit(Topics.TELEMETRY_RAW, records::add);
        return records;
    }

    private static void write(List<DeadLetter> letters) throws IOException {
        try (AvroTopicWriter writer = new AvroTopicWriter(cluster)) {
            for (DeadLetter letter : letters) {
                writer.send(Topics.TELEMETRY_DEAD_LETTERS, letter.getDeviceId(), letter);
            }
            writer.flush();
        }
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(
                List.of(
                        "--kafka-bootstrap-servers",
                        cluster.bootstrapServers(),
                        "--schema-registry",
                        cluster.registryUrl()));
        CommandLine fleet = Fleet.commandLine();
        fleet.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return fleet.execute(all.toArray(String[]::new));
    }
}
