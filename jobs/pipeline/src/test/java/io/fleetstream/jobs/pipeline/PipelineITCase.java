package io.fleetstream.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.common.Settings;
import io.fleetstream.jobs.common.testing.TopicClient;
import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.junit.SandboxExtension;
import io.fleetstream.schemas.AlarmEvent;
import io.fleetstream.schemas.AlarmRule;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.Device;
import io.fleetstream.schemas.Duplicate;
import io.fleetstream.schemas.LateReading;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.SequenceEvent;
import io.fleetstream.schemas.Topics;
import io.fleetstream.schemas.WindowAggregate;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@TestMethodOrder(OrderAnnotation.class)
class PipelineITCase {
    @RegisterExtension
    static final SandboxExtension SANDBOX =
            SandboxExtension.with(Service.KAFKA, Service.SCHEMA_REGISTRY);

    private static final long SEED = 2_026L;
    private static final int PROBES = 8;
    private static final Duration DEADLINE = Duration.ofMinutes(3);
    private static final List<String> RULES =
            List.of(
                    "{rule: probe, metric: temperature, levels: [{severity: minor, above: 95}]}",
                    "{rule: hot, metric: temperature, notify-device: true,"
                            + " levels: [{severity: warning, above: 60, hold: PT20S},"
                            + " {severity: critical, above: 85, count: 2 of 3}]}",
                    "{rule: offline, presence: {times: 3, interval: PT1M}}");

    @TempDir private Path checkpoints;

    @Test
    @Order(1) // compares topics whole, which the other one writes to
    void writesWhatTheSeparateJobsWrite() throws Exception {
        PipelineConfig config = config("fleet");
        KafkaSettings kafka = config.ingest().kafka();
        try (TopicClient topics = new TopicClient(kafka);
                Running jobs = new Running(config, config("fused"), checkpoints);
                KafkaProducer<byte[], byte[]> producer = producer(kafka)) {
            topics.createTopics(Traffic.PARTITIONS);
            register(topics);
            jobs.start();
            awaitRules(topics, jobs, producer);
            Duration afterNoon = Duration.ofMinutes(11);
            sendAll(producer, new Traffic(SEED).all());
            for (int hours = 0; hours < 4; hours++) {
                // silences, windows and what is parked run out one after the other
                sendAll(producer, Traffic.heartbeats(afterNoon.plusHours(hours)));
            }

            await("alarms of every device, and their end")
                    .atMost(DEADLINE)
                    .untilAsserted(
                            () ->
                                    assertThat(
                                                    ofFleet(
                                                            topics.read(
                                                                    Topics.ALARMS,
                                                                    AlarmEvent.class)))
                                            .filteredOn(
                                                    event -> event.getRuleId().equals("offline"))
                                            .hasSize(Traffic.DEVICES));
            await("the same of both, seed " + SEED)
                    .atMost(DEADLINE)
                    .untilAsserted(() -> assertSame(topics, jobs));
            assertMeansSomething(topics);
        }
    }

    @Test
    @Order(2)
    void goesOnFromASavepointOfIngest() throws Exception {
        PipelineConfig config = config("savepoint");
        KafkaSettings kafka = config.ingest().kafka();
        try (TopicClient topics = new TopicClient(kafka);
                KafkaProducer<byte[], byte[]> producer = producer(kafka)) {
            topics.createTopics(Traffic.PARTITIONS);
            topics.send(
                    Topics.DEVICE_REGISTRY,
                    Device.class,
                    Device::getDeviceId,
                    List.of(device("s0")));
            List<ProducerRecord<byte[], byte[]>> known =
                    IntStream.range(0, 20).mapToObj(one -> Traffic.probe("s0", one)).toList();
            sendAll(producer, known);
            JobClient ingest = Running.ingest(config, checkpoints, null);
            await("readings of ingest")
                    .atMost(DEADLINE)
                    .untilAsserted(() -> assertThat(sequences(topics)).hasSize(20));
            String savepoint =
                    ingest.stopWithSavepoint(
                                    false,
                                    checkpoints.toUri().toString(),
                                    SavepointFormatType.CANONICAL)
                            .get();

            JobClient pipeline = Running.pipeline(config, checkpoints, savepoint);
            try {
                sendAll(producer, known);
                sendAll(
                        producer,
                        IntStream.range(20, 40).mapToObj(one -> Traffic.probe("s0", one)).toList());
                await("readings of pipeline, and none that ingest had seen")
                        .atMost(DEADLINE)
                        .untilAsserted(
                                () ->
                                        assertThat(sequences(topics))
                                                .containsExactlyElementsOf(
                                                        LongStream.range(0, 40).boxed().toList()));
            } finally {
                pipeline.cancel().get();
            }
        }
    }

    private static List<Long> sequences(TopicClient topics) {
        return topics.read(Topics.TELEMETRY_READINGS, Reading.class).stream()
                .filter(reading -> reading.getDeviceId().equals("s0"))
                .map(Reading::getSequence)
                .toList();
    }

    private static void assertSame(TopicClient topics, Running jobs) {
        assertThat(jobs.readings.collected(Reading.class))
                .containsExactlyInAnyOrderElementsOf(
                        topics.read(Topics.TELEMETRY_READINGS, Reading.class));
        assertThat(jobs.deadLetters.collected(DeadLetter.class))
                .containsExactlyInAnyOrderElementsOf(
                        topics.read(Topics.TELEMETRY_DEAD_LETTERS, DeadLetter.class));
        assertThat(jobs.duplicates.collected(Duplicate.class))
                .containsExactlyInAnyOrderElementsOf(
                        topics.read(Topics.TELEMETRY_DUPLICATES, Duplicate.class));
        assertThat(jobs.sequenceEvents.collected(SequenceEvent.class))
                .containsExactlyInAnyOrderElementsOf(
                        topics.read(Topics.TELEMETRY_SEQUENCE_EVENTS, SequenceEvent.class));
        assertThat(jobs.lateReadings.collected(LateReading.class))
                .containsExactlyInAnyOrderElementsOf(
                        topics.read(Topics.TELEMETRY_LATE_READINGS, LateReading.class));
        assertThat(LastRows.of(jobs.aggregates.collected(WindowAggregate.class)))
                .containsExactlyInAnyOrderEntriesOf(
                        LastRows.of(
                                topics.read(Topics.TELEMETRY_AGGREGATES, WindowAggregate.class)));
        assertThat(ofFleet(jobs.alarms.collected(AlarmEvent.class)))
                .containsExactlyInAnyOrderElementsOf(
                        ofFleet(topics.read(Topics.ALARMS, AlarmEvent.class)));
        assertThat(late(jobs.alarmLateReadings.collected(LateReading.class)))
                .containsExactlyInAnyOrderElementsOf(
                        late(topics.read(Topics.ALARM_LATE_READINGS, LateReading.class)));
        assertThat(downlink(jobs.downlink.collected(KafkaRecord.class).stream()))
                .containsExactlyInAnyOrderElementsOf(
                        downlink(
                                topics.readBytes(Topics.DEVICE_DOWNLINK).stream()
                                        .map(KafkaRecord::new)));
    }

    /** Two empty outputs are the same, too. */
    private static void assertMeansSomething(TopicClient topics) {
        assertThat(topics.read(Topics.TELEMETRY_READINGS, Reading.class))
                .hasSizeGreaterThan(Traffic.DEVICES * 50);
        assertThat(topics.read(Topics.TELEMETRY_DEAD_LETTERS, DeadLetter.class))
                .extracting(DeadLetter::getReason)
                .contains(ReasonCode.WRONG_TYPE, ReasonCode.UNKNOWN_DEVICE);
        assertThat(topics.read(Topics.TELEMETRY_DUPLICATES, Duplicate.class)).isNotEmpty();
        assertThat(topics.read(Topics.TELEMETRY_LATE_READINGS, LateReading.class)).isNotEmpty();
        assertThat(ofFleet(topics.read(Topics.ALARMS, AlarmEvent.class)))
                .hasSizeGreaterThan(Traffic.DEVICES * 3);
        assertThat(LastRows.of(topics.read(Topics.TELEMETRY_AGGREGATES, WindowAggregate.class)))
                .hasSizeGreaterThan(Traffic.DEVICES * 20);
        assertThat(topics.readBytes(Topics.DEVICE_DOWNLINK)).hasSizeGreaterThan(Traffic.DEVICES);
    }

    private static void register(TopicClient topics) {
        List<Device> devices = new ArrayList<>();
        for (int i = 0; i < Traffic.DEVICES; i++) {
            devices.add(device("d" + i));
        }
        for (int i = 0; i < PROBES; i++) {
            devices.add(device("p" + i));
        }
        topics.send(Topics.DEVICE_REGISTRY, Device.class, Device::getDeviceId, devices);
        List<AlarmRule> rules = new ArrayList<>();
        for (String definition : RULES) {
            rules.add(
                    AlarmRule.newBuilder()
                            .setRuleId(definition.replaceAll("\\{rule: (\\w+).*", "$1"))
                            .setVersion(1)
                            .setDefinition(definition)
                            .setUpdatedAt(Instant.EPOCH)
                            .build());
        }
        topics.send(Topics.ALARM_RULES, AlarmRule.class, AlarmRule::getRuleId, rules);
    }

    private static Device device(String id) {
        return Device.newBuilder()
                .setDeviceId(id)
                .setOrg("acme")
                .setSite("plant-1")
                .setDeviceType("thermostat")
                .setModel("m1")
                .setUpdatedAt(Instant.EPOCH)
                .build();
    }

    /** Rules are broadcast: devices enough to be on every subtask have to know them. */
    private static void awaitRules(
            TopicClient topics, Running jobs, KafkaProducer<byte[], byte[]> producer) {
        int[] number = {0};
        await("rules in both")
                .atMost(DEADLINE)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(
                        () -> {
                            sendAll(producer, probes(number[0]++));
                            assertThat(probed(topics.read(Topics.ALARMS, AlarmEvent.class)))
                                    .isEqualTo(PROBES);
                            assertThat(probed(jobs.alarms.collected(AlarmEvent.class)))
                                    .isEqualTo(PROBES);
                        });
    }

    private static List<ProducerRecord<byte[], byte[]>> probes(int number) {
        return IntStream.range(0, PROBES)
                .mapToObj(probe -> Traffic.probe("p" + probe, number))
                .toList();
    }

    private static void sendAll(
            KafkaProducer<byte[], byte[]> producer, List<ProducerRecord<byte[], byte[]>> records)
            throws ExecutionException, InterruptedException {
        List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
        producer.flush();
        for (Future<RecordMetadata> one : sent) {
            one.get();
        }
    }

    private static long probed(List<AlarmEvent> events) {
        return events.stream()
                .filter(event -> event.getRuleId().equals("probe"))
                .map(AlarmEvent::getDeviceId)
                .distinct()
                .count();
    }

    private static List<AlarmEvent> ofFleet(List<AlarmEvent> events) {
        return events.stream().filter(event -> event.getDeviceId().startsWith("d")).toList();
    }

    private static List<LateReading> late(List<LateReading> readings) {
        return readings.stream().filter(one -> one.getDeviceId().startsWith("d")).toList();
    }

    private static List<String> downlink(Stream<KafkaRecord> records) {
        return records.map(
                        record ->
                                new String(record.key(), StandardCharsets.UTF_8)
                                        + new String(record.value(), StandardCharsets.UTF_8))
                .filter(text -> text.startsWith("d"))
                .toList();
    }

    private static KafkaProducer<byte[], byte[]> producer(KafkaSettings kafka) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static PipelineConfig config(String instance) throws Exception {
        return PipelineConfig.from(
                Settings.of(
                        new String[] {
                            "--kafka.bootstrap-servers", SANDBOX.kafka().bootstrapServers(),
                            "--schema-registry.url", SANDBOX.schemaRegistry().url(),
                            "--ingest.instance", instance + "-ingest",
                            "--aggregate.instance", instance + "-aggregate",
                            "--anomaly.instance", instance + "-anomaly"
                        },
                        Map.of()));
    }
}
