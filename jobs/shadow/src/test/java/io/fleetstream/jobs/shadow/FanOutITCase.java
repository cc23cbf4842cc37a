package io.fleetstream.jobs.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetstream.connectors.confluent.SchemaGuard;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.common.Settings;
import io.fleetstream.jobs.common.testing.StrictFlink;
import io.fleetstream.jobs.common.testing.TopicClient;
import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.junit.SandboxExtension;
import io.fleetstream.schemas.BulkKind;
import io.fleetstream.schemas.BulkRequest;
import io.fleetstream.schemas.CommandState;
import io.fleetstream.schemas.CommandStateKind;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.Device;
import io.fleetstream.schemas.DeviceFacts;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.ShadowDocument;
import io.fleetstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Bulk requests and commands through the whole job, between topics of a real Kafka. */
class FanOutITCase {
    @RegisterExtension
    @Order(1)
    static final SandboxExtension SANDBOX =
            SandboxExtension.with(Service.KAFKA, Service.SCHEMA_REGISTRY);

    @RegisterExtension
    @Order(2)
    static final MiniClusterExtension FLINK =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int DEVICES = 300;

    @TempDir private static Path checkpoints;
    private static TopicClient topics;
    private static KafkaProducer<byte[], byte[]> producer;
    private static JobClient job;

    @BeforeAll
    static void startTheJob() throws Exception {
        String brokers = SANDBOX.kafka().bootstrapServers();
        String registry = SANDBOX.schemaRegistry().url();
        topics = new TopicClient(new KafkaSettings(brokers, registry, Map.of()));
        topics.createTopics(4);
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", brokers),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        registerDevices();
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(
                        StrictFlink.configuration(Duration.ofSeconds(1), checkpoints));
        env.setParallelism(2);
        ShadowConfig config =
                ShadowConfig.from(
                        Settings.of(
                                new String[] {
                                    "--kafka.bootstrap-servers", brokers,
                                    "--schema-registry.url", registry,
                                    "--command.registry-grace", "PT1S"
                                },
                                Map.of()));
        SchemaGuard.register(config.kafka(), ShadowSinks.SCHEMAS);
        ShadowTopology.build(
                env,
                config,
                ShadowSources.kafka(config),
                ShadowSinks.kafka(config, env.getCheckpointConfig()));
        job = env.executeAsync(ShadowTopology.JOB);
    }

    @AfterAll
    static void stopTheJob() throws Exception {
        job.cancel().get();
        producer.close();
        topics.close();
    }

    @Test
    void setsWhatIsDesiredOfEveryDeviceThatMatchesOnce() {
        List<String> wanted =
                IntStream.range(0, DEVICES)
                        .filter(i -> i % 3 == 1 && i % 2 == 0)
                        .mapToObj(i -> "dev-" + i)
                        .sorted()
                        .toList();
        BulkRequest bulk =
                bulk(
                        "bulk-1",
                        BulkKind.SHADOW,
                        "site=plant-1,firmware>=2",
                        "{\"state\":{\"desired\":{\"i\":30}}}");
        send(bulk);
        awaitDocuments(wanted, "{\"i\":30}");

        send(bulk);
        send(
                bulk(
                        "bulk-2",
                        BulkKind.SHADOW,
                        "site=plant-1,firmware>=2",
                        "{\"state\":{\"desired\":{\"i\":31}}}"));
        awaitDocuments(wanted, "{\"i\":31}");
        assertThat(documents())
                .as("no version for a request that came twice")
                .hasSize(2 * wanted.size())
                .allSatisfy(d -> assertThat(d.getVersion()).isBetween(1L, 2L));
    }

    @Test
    void leadsCommandsOfASelectorToTheirEnd() {
        List<String> wanted = List.of("dev-3", "dev-4", "dev-5");
        send(
                bulk(
                        "cmd-bulk",
                        BulkKind.COMMAND,
                        "device in (dev-3,dev-4,dev-5,gone)",
                        "{\"command_id\":\"cmd-bulk\",\"command\":\"reboot\"}"));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(commandsOnTheWay("cmd-bulk"))
                                        .containsExactlyInAnyOrder(
                                                "acme/plant-0/pump/dev-3/command",
                                                "acme/plant-1/pump/dev-4/command",
                                                "acme/plant-2/pump/dev-5/command"));
        for (String device : wanted) {
            answer(device, "cmd-bulk", "acknowledged");
            answer(device, "cmd-bulk", "done");
        }
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(states("cmd-bulk"))
                                        .filteredOn(s -> s.getState() == CommandStateKind.DONE)
                                        .hasSize(3)
                                        .allSatisfy(
                                                s -> {
                                                    assertThat(s.getStep()).isEqualTo(4);
                                                    assertThat(s.getBulkId()).isEqualTo("cmd-bulk");
                                                }));
    }

    @Test
    void givesUpOnADeviceThatTheRegistryDoesNotHave() {
        command("nobody", "{\"command_id\":\"lost\",\"command\":\"reboot\"}");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            heartbeat();
                            assertThat(states("lost"))
                                    .extracting(CommandState::getState)
                                    .containsExactly(
                                            CommandStateKind.QUEUED, CommandStateKind.FAILED);
                        });
    }

    @Test
    void makesOneDeadLetterOfABulkRequestThatNobodyCouldCarryOut() {
        send(bulk("bad-1", BulkKind.SHADOW, "sight=plant-1", "{\"state\":{}}"));
        send(bulk("bad-2", BulkKind.SHADOW, "device=*", "{\"state\":7}"));
        send(bulk("bad-3", BulkKind.COMMAND, "device=*", "{\"command_id\":\"x\"}"));
        command("dev-1", "not json");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(
                                                topics.read(
                                                        Topics.TELEMETRY_DEAD_LETTERS,
                                                        DeadLetter.class))
                                        .extracting(l -> l.getReason() + " " + l.getPath())
                                        .containsExactlyInAnyOrder(
                                                ReasonCode.WRONG_TYPE + " /selector",
                                                ReasonCode.MISSING_FIELD + " /payload",
                                                ReasonCode.MISSING_FIELD + " /payload",
                                                ReasonCode.NOT_JSON + " null"));
        assertThat(topics.read(Topics.TELEMETRY_DEAD_LETTERS, DeadLetter.class))
                .filteredOn(l -> "/selector".equals(l.getPath()))
                .singleElement()
                .satisfies(
                        l ->
                                assertThat(l.getMessage())
                                        .contains("unknown 'sight'")
                                        .contains("at character 1"));
    }

    private static void registerDevices() {
        List<Device> devices = new ArrayList<>();
        List<DeviceFacts> facts = new ArrayList<>();
        for (int i = 0; i < DEVICES; i++) {
            devices.add(
                    Device.newBuilder()
                            .setDeviceId("dev-" + i)
                            .setOrg("acme")
                            .setSite("plant-" + i % 3)
                            .setDeviceType("pump")
                            .setModel("m-1")
                            .setUpdatedAt(Instant.EPOCH)
                            .build());
            facts.add(
                    DeviceFacts.newBuilder()
                            .setDeviceId("dev-" + i)
                            .setOrg("acme")
                            .setSite("plant-" + i % 3)
                            .setDeviceType("pump")
                            .setFirstSeen(Instant.EPOCH)
                            .setFirmware(i % 2 == 0 ? "2.1" : "1.9")
                            .setUpdatedAt(Instant.EPOCH)
                            .build());
        }
        topics.send(Topics.DEVICE_REGISTRY, Device.class, Device::getDeviceId, devices);
        topics.send(Topics.DEVICE_FACTS, DeviceFacts.class, DeviceFacts::getDeviceId, facts);
    }

    private static void awaitDocuments(List<String> devices, String desired) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(documents())
                                        .filteredOn(d -> desired.equals(d.getDesired()))
                                        .extracting(ShadowDocument::getDeviceId)
                                        .containsExactlyInAnyOrderElementsOf(devices));
    }

    private static List<ShadowDocument> documents() {
        return topics.read(Topics.SHADOW_DOCUMENTS, ShadowDocument.class);
    }

    private static List<CommandState> states(String commandId) {
        return topics.read(Topics.COMMAND_STATES, CommandState.class).stream()
                .filter(state -> state.getCommandId().equals(commandId))
                .toList();
    }

    private static List<String> commandsOnTheWay(String commandId) {
        List<String> found = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : topics.readBytes(Topics.DEVICE_DOWNLINK)) {
            if (new String(record.value(), StandardCharsets.UTF_8).contains(commandId)) {
                assertThat(header(record, RecordHeaders.EXPIRY_SECONDS)).isEqualTo("3600");
                found.add(header(record, RecordHeaders.MQTT_TOPIC));
            }
        }
        return found;
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static BulkRequest bulk(String id, BulkKind kind, String selector, String payload) {
        return BulkRequest.newBuilder()
                .setBulkId(id)
                .setKind(kind)
                .setSelector(selector)
                .setPayload(payload)
                .setCreatedAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .build();
    }

    private static void send(BulkRequest bulk) {
        // one key, so that the requests of a test keep their order
        topics.send(Topics.DEVICE_BULK, BulkRequest.class, request -> "operator", List.of(bulk));
    }

    private static void command(String device, String payload) {
        append(Topics.DEVICE_COMMANDS, device, payload, Map.of(RecordHeaders.WRITER, "operator"));
    }

    private static void answer(String device, String id, String state) {
        append(
                Topics.DEVICE_COMMANDS,
                device,
                "{\"command_id\":\"%s\",\"state\":\"%s\"}".formatted(id, state),
                Map.of(RecordHeaders.MQTT_TOPIC, "acme/any/pump/" + device + "/command/response"));
    }

    private static void append(
            String topic, String key, String value, Map<String, String> headers) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, bytes(key), bytes(value));
        headers.forEach((name, text) -> record.headers().add(name, bytes(text)));
        assertThat(producer.send(record)).succeedsWithin(PATIENCE);
    }

    /** As the bridge writes them, one into every partition. */
    private static void heartbeat() {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        for (int partition = 0; partition < 4; partition++) {
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(Topics.DEVICE_COMMANDS, partition, null, new byte[0]);
            record.headers().add(RecordHeaders.HEARTBEAT, new byte[0]);
            record.headers().add(RecordHeaders.RECEIVED_AT, bytes(Long.toString(now)));
            assertThat(producer.send(record)).succeedsWithin(PATIENCE);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
