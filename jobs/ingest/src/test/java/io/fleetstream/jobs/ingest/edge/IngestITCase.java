package io.fleetstream.jobs.ingest.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.fleetstream.connectors.confluent.SchemaGuard;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.Settings;
import io.fleetstream.jobs.common.testing.StrictFlink;
import io.fleetstream.jobs.ingest.IngestConfig;
import io.fleetstream.jobs.ingest.IngestSinks;
import io.fleetstream.jobs.ingest.IngestSources;
import io.fleetstream.jobs.ingest.IngestStreams;
import io.fleetstream.jobs.ingest.IngestTopology;
import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.junit.SandboxExtension;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.kafka.TopicProvisioner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class IngestITCase {
    @RegisterExtension
    static final SandboxExtension SANDBOX =
            SandboxExtension.with(Service.KAFKA, Service.SCHEMA_REGISTRY);

    private static final long SEED = 2_026L;
    private static final Duration DEADLINE = Duration.ofMinutes(3);

    @TempDir private Path checkpoints;

    @Test
    void accountsForEveryMessageOnceThroughAFailure() throws Exception {
        TopicProvisioner.create(
                SANDBOX.kafka().bootstrapServers(), OptionalInt.of(4), OptionalInt.of(1), false);
        IngestConfig config = config();
        SchemaGuard.register(config.kafka(), IngestSinks.SCHEMAS);
        Traffic traffic = new Traffic(SEED);
        JobClient job = submit(config);
        try (Publisher publisher = new Publisher(config.kafka());
                Outputs outputs = new Outputs(config)) {
            // telemetry overtakes the registry: it waits
            for (int i = 0; i < 1_000; i++) {
                publisher.send(traffic.next());
            }
            publisher.flush();
            await("the first checkpoint, so that the failure comes after it")
                    .atMost(DEADLINE)
                    .until(() -> outputs.messages() > 0);
            publisher.register(20);
            for (int i = 0; i < 3_000; i++) {
                publisher.send(traffic.next());
            }
            publisher.flush();

            await("every message in its place")
                    .atMost(DEADLINE)
                    .pollInterval(Duration.ofMillis(200))
                    .untilAsserted(
                            () -> assertThat(outputs.messages()).isEqualTo(traffic.published()));
            assertThat(FailOnce.FAILURES).hasValue(1);
            outputs.assertEqualTo(traffic, SEED);
            outputs.assertEnriched();
            replaysAStrangerTwice(traffic, publisher, outputs);
            long behind = Traffic.ARRIVAL_MILLIS + Duration.ofHours(4).toMillis() - 1 - 5_000;
            await("heartbeats in every partition of the readings")
                    .atMost(DEADLINE)
                    .untilAsserted(
                            () ->
                                    assertThat(outputs.heartbeats())
                                            .hasSize(4)
                                            .allSatisfy(
                                                    (partition, time) ->
                                                            assertThat(time)
                                                                    .isEqualTo(behind * 1_000)));
        } finally {
            job.cancel().get();
        }
    }

    private JobClient submit(IngestConfig config) throws Exception {
        Configuration flink = StrictFlink.configuration(Duration.ofMillis(500), checkpoints);
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
        flink.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(100));
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(2, flink);
        IngestSources sources = IngestSources.kafka(config);
        IngestSinks sinks = IngestSinks.kafka(config, env.getCheckpointConfig());
        IngestStreams streams =
                IngestTopology.apply(
                        config,
                        IngestTopology.readMessages(env, config, sources.raw())
                                .map(new FailOnce(500))
                                .returns(KafkaRecord.class)
                                .uid("fail-once")
                                .name("fail-once"),
                        IngestTopology.readRows(env, sources.registry(), "read-registry"),
                        IngestTopology.readRows(env, sources.models(), "read-models"),
                        IngestTopology.readRows(env, sources.manifests(), "read-manifests"));
        write(streams.readings(), sinks.readings(), "readings");
        write(streams.deadLetters(), sinks.deadLetters(), "dead-letters");
        write(streams.duplicates(), sinks.duplicates(), "duplicates");
        write(streams.facts(), sinks.facts(), "facts");
        write(streams.sequenceEvents(), sinks.sequenceEvents(), "sequence-events");
        write(streams.deviceHours(), sinks.deviceHours(), "device-hours");
        IngestTopology.heartbeats(config, streams.time())
                .sinkTo(sinks.heartbeats())
                .setParallelism(1)
                .uid("heartbeats")
                .name("heartbeats");
        return env.executeAsync("ingest-under-test");
    }

    private static <T> void write(DataStream<T> stream, Sink<T> sink, String uid) {
        stream.sinkTo(sink).uid(uid).name(uid);
    }

    private static IngestConfig config() throws Exception {
        return IngestConfig.from(
                Settings.of(
                        new String[] {
                            "--kafka.bootstrap-servers", SANDBOX.kafka().bootstrapServers(),
                            "--schema-registry.url", SANDBOX.schemaRegistry().url()
                        },
                        Map.of()));
    }

    /** Parked in vain, registered later, replayed twice, stored once; and the books balance. */
    private static void replaysAStrangerTwice(Traffic traffic, Publisher publisher, Outputs outputs)
            throws Exception {
        int before = outputs.messages();
        int duplicates = outputs.duplicates.records().size();
        for (int i = 0; i < 3; i++) {
            publisher.send(traffic.of("stranger", i));
        }
        publisher.flush();
        for (var heartbeat : Traffic.heartbeats(4, Duration.ofHours(2))) {
            publisher.send(heartbeat);
        }
        publisher.flush();
        await("the stranger's dead letters")
                .atMost(DEADLINE)
                .untilAsserted(() -> assertThat(outputs.messages()).isEqualTo(before + 3));
        List<DeadLetter> letters =
                outputs.deadLetters.records().stream()
                        .filter(letter -> letter.getReason() == ReasonCode.UNKNOWN_DEVICE)
                        .toList();
        assertThat(letters).hasSize(3);
        letters.forEach(letter -> publisher.send(Traffic.replay(letter, "r1")));
        publisher.row("stranger");
        publisher.flush();
        await("the first replay")
                .atMost(DEADLINE)
                .untilAsserted(
                        () ->
                                assertThat(outputs.readings.records())
                                        .filteredOn(
                                                reading -> "stranger".equals(reading.getDeviceId()))
                                        .hasSize(3));
        letters.forEach(letter -> publisher.send(Traffic.replay(letter, "r2")));
        publisher.flush();
        for (var heartbeat : Traffic.heartbeats(4, Duration.ofHours(4))) {
            publisher.send(heartbeat);
        }
        publisher.flush();
        await("each replay in its place")
                .atMost(DEADLINE)
                .untilAsserted(
                        () -> {
                            assertThat(outputs.readings.records())
                                    .filteredOn(reading -> "stranger".equals(reading.getDeviceId()))
                                    .extracting(Reading::getSequence, Reading::getReplayId)
                                    .containsExactly(
                                            tuple(0L, "r1"), tuple(1L, "r1"), tuple(2L, "r1"));
                            assertThat(outputs.duplicates.records()).hasSize(duplicates + 3);
                            assertThat(outputs.booked()).isEqualTo(before + 3);
                        });
    }
}
