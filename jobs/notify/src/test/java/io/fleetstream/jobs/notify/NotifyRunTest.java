package io.fleetstream.jobs.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.common.testing.StrictFlink;
import io.fleetstream.jobs.notify.delivery.Door;
import io.fleetstream.jobs.notify.domain.TargetsReader;
import io.fleetstream.jobs.notify.domain.TestAlarms;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.ReasonCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.datagen.functions.FromElementsGeneratorFunction;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The graph, on a cluster in this process, fed from memory. */
class NotifyRunTest {
    private static final Duration DEADLINE = Duration.ofMinutes(1);
    private static final int ALARMS = 40;

    @TempDir private Path checkpoints;

    @Test
    void aLostTargetHoldsUpNoOtherAndIsToldInTheEnd() throws Exception {
        List<KafkaRecord> records = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (int one = 0; one < ALARMS; one++) {
            String device = "d" + one % 8;
            int step = one / 8 + 1;
            records.add(Registry.record(TestAlarms.alarm(device, step), one));
            ids.add("a-" + device + "-" + step);
        }
        records.add(new KafkaRecord("alarms", 0, ALARMS, 0, null, new byte[] {1, 2}, List.of()));
        AtomicBoolean lost = new AtomicBoolean(true);
        CollectSink<DeadLetter> letters = new CollectSink<>();
        try (Registry registry = new Registry();
                Door well = new Door(0, (number, call, headers) -> number % 7 == 0 ? 500 : 200);
                Door ill = new Door(0, (number, call, headers) -> lost.get() ? 503 : 200);
                Door closed = new Door(0, (number, call, headers) -> 410)) {
            JobClient job =
                    submit(
                            registry.url(),
                            "targets: ["
                                    + target("well", well, "")
                                    + target("ill", ill, "")
                                    + target("closed", closed, ", devices: device=d3")
                                    + "]",
                            records,
                            letters);
            await("one has all while another is lost")
                    .atMost(DEADLINE)
                    .untilAsserted(() -> assertThat(told(well)).hasSameElementsAs(ids));
            await("retries").atMost(DEADLINE).until(() -> ill.calls().size() > 5);
            lost.set(false);
            await("the other has all")
                    .atMost(DEADLINE)
                    .untilAsserted(() -> assertThat(told(ill)).hasSameElementsAs(ids));
            job.getJobExecutionResult().get();

            assertThat(letters.collected(DeadLetter.class))
                    .filteredOn(letter -> letter.getReason() == ReasonCode.SINK_REJECTED)
                    .hasSize(ALARMS / 8)
                    .allSatisfy(
                            letter -> {
                                assertThat(letter.getDeviceId()).isEqualTo("d3");
                                assertThat(letter.getMessage())
                                        .isEqualTo("target closed: status 410 at the only try");
                            });
            assertThat(letters.collected(DeadLetter.class))
                    .filteredOn(letter -> letter.getReason() != ReasonCode.SINK_REJECTED)
                    // each target says what it was not told of
                    .hasSize(3)
                    .allSatisfy(letter -> assertThat(letter.getSourceOffset()).isEqualTo(ALARMS));
        }
    }

    private JobClient submit(
            String registry,
            String targets,
            List<KafkaRecord> records,
            CollectSink<DeadLetter> letters)
            throws Exception {
        NotifyConfig config =
                new NotifyConfig(
                        new KafkaSettings("localhost:1", registry, Map.of()),
                        "fleet-notify",
                        100,
                        TargetsReader.read(targets));
        TypeInformation<KafkaRecord> type = TypeInformation.of(KafkaRecord.class);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(
                        2, StrictFlink.configuration(Duration.ofMillis(100), checkpoints));
        NotifyTopology.build(
                env,
                config,
                target ->
                        new DataGeneratorSource<>(
                                new FromElementsGeneratorFunction<>(type, env.getConfig(), records),
                                records.size(),
                                type),
                letters);
        return env.executeAsync("notify-under-test");
    }

    private static List<String> told(Door door) {
        return door.calls().stream().map(Door.Call::id).distinct().toList();
    }

    private static String target(String name, Door door, String more) {
        return "{name: %s, url: '%s', local: true, first-backoff: PT0.05S, longest-backoff: PT0.5S%s},"
                .formatted(name, door.url(), more);
    }
}
