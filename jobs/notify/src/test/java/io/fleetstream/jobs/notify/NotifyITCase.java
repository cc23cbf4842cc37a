package io.fleetstream.jobs.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetstream.connectors.confluent.SchemaGuard;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.common.testing.StrictFlink;
import io.fleetstream.jobs.common.testing.TopicClient;
import io.fleetstream.jobs.notify.delivery.Door;
import io.fleetstream.jobs.notify.domain.TargetsReader;
import io.fleetstream.jobs.notify.domain.TestAlarms;
import io.fleetstream.jobs.notify.domain.TestRollouts;
import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.junit.SandboxExtension;
import io.fleetstream.schemas.AlarmEvent;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.RolloutState;
import io.fleetstream.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class NotifyITCase {
    @RegisterExtension
    static final SandboxExtension SANDBOX =
            SandboxExtension.with(Service.KAFKA, Service.SCHEMA_REGISTRY);

    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final int ALARMS = 40;
    private static final int CAPACITY = 50;

    @TempDir private Path files;

    @Test
    void tellsEachTargetByItselfAndNothingIsLostByAStop() throws Exception {
        KafkaSettings kafka =
                new KafkaSettings(
                        SANDBOX.kafka().bootstrapServers(),
                        SANDBOX.schemaRegistry().url(),
                        Map.of());
        AtomicBoolean lost = new AtomicBoolean(true);
        try (TopicClient topics = new TopicClient(kafka);
                Door well = new Door(0, (number, call, headers) -> number % 7 == 0 ? 500 : 200);
                Door ill = new Door(0, (number, call, headers) -> lost.get() ? 503 : 200);
                Door closed = new Door(0, (number, call, headers) -> 410)) {
            topics.createTopics(2);
            NotifyConfig config =
                    new NotifyConfig(
                            kafka,
                            "fleet-notify",
                            CAPACITY,
                            TargetsReader.read(
                                    "targets: ["
                                            + target("well", well, "")
                                            + target("ill", ill, "")
                                            + target("closed", closed, ", devices: device=d3")
                                            + "]"));
            List<AlarmEvent> alarms =
                    IntStream.range(0, ALARMS)
                            .mapToObj(one -> TestAlarms.alarm("d" + one % 8, one / 8 + 1))
                            .toList();
            topics.send(Topics.ALARMS, AlarmEvent.class, AlarmEvent::getDeviceId, alarms);
            List<String> ids =
                    alarms.stream()
                            .map(alarm -> alarm.getAlarmId() + "-" + alarm.getStep())
                            .toList();

            JobClient first = submit(config, new Configuration());
            await("one target has all while another is lost")
                    .atMost(DEADLINE)
                    .untilAsserted(() -> assertThat(distinct(well)).hasSameElementsAs(ids));
            await("retries").atMost(DEADLINE).until(() -> ill.calls().size() > 5);
            await("what was refused, once")
                    .atMost(DEADLINE)
                    .untilAsserted(() -> assertRefused(topics));
            String savepoint =
                    first.stopWithSavepoint(
                                    false, files.toUri().toString(), SavepointFormatType.CANONICAL)
                            .get();
            int before = ill.calls().size();
            lost.set(false);

            Configuration restored = new Configuration();
            restored.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
            JobClient second = submit(config, restored);
            await("what was on its way")
                    .atMost(DEADLINE)
                    .untilAsserted(
                            () ->
                                    assertThat(ill.calls().stream().skip(before).map(Door.Call::id))
                                            .hasSameElementsAs(ids));
            second.cancel().get();
            assertThat(well.calls()).allSatisfy(call -> assertThat(call.id()).isIn(ids));
            assertRefused(topics);
        }
    }

    @Test
    void tellsOfRolloutsThatStopAndOfNothingElseAboutThem() throws Exception {
        KafkaSettings kafka =
                new KafkaSettings(
                        SANDBOX.kafka().bootstrapServers(),
                        SANDBOX.schemaRegistry().url(),
                        Map.of());
        try (TopicClient topics = new TopicClient(kafka);
                Door all = new Door(0, (number, call, headers) -> number == 0 ? 503 : 200);
                Door closed = new Door(0, (number, call, headers) -> 410)) {
            topics.createTopics(2);
            NotifyConfig config =
                    new NotifyConfig(
                            kafka,
                            "fleet-notify-rollouts",
                            CAPACITY,
                            TargetsReader.read(
                                    "targets: ["
                                            + target("all", all, ", about: rollouts")
                                            + target(
                                                    "closed",
                                                    closed,
                                                    ", about: rollouts, rollouts: b, steps: open")
                                            + "]"));
            List<RolloutState> states = new ArrayList<>();
            for (String rollout : List.of("a", "b")) {
                states.add(TestRollouts.step(rollout, 1, "COUNT").build());
                states.add(TestRollouts.step(rollout, 2, "OPEN").build());
                states.add(TestRollouts.numbers(rollout, 2).build());
                states.add(TestRollouts.step(rollout, 3, "PAUSE").build());
                states.add(TestRollouts.step(rollout, 4, "ROLLBACK").build());
            }
            topics.send(
                    Topics.ROLLOUT_STATES, RolloutState.class, RolloutState::getRolloutId, states);

            JobClient job = submit(config, new Configuration());
            await("what stops them")
                    .atMost(DEADLINE)
                    .untilAsserted(
                            () ->
                                    assertThat(distinct(all))
                                            .containsExactlyInAnyOrder("a-3", "a-4", "b-3", "b-4")
                                            .containsSubsequence("a-3", "a-4")
                                            .containsSubsequence("b-3", "b-4"));
            await("what was refused")
                    .atMost(DEADLINE)
                    .untilAsserted(
                            () ->
                                    assertThat(letters(topics, Topics.ROLLOUT_STATES))
                                            .singleElement()
                                            .satisfies(
                                                    letter -> {
                                                        assertThat(letter.getReason())
                                                                .isEqualTo(
                                                                        ReasonCode.SINK_REJECTED);
                                                        assertThat(letter.getDeviceId()).isNull();
                                                    }));
            assertThat(closed.calls()).extracting(Door.Call::id).containsOnly("b-2");
            job.cancel().get();
        }
    }

    private static List<DeadLetter> letters(TopicClient topics, String source) {
        return topics.read(Topics.TELEMETRY_DEAD_LETTERS, DeadLetter.class).stream()
                .filter(letter -> letter.getSourceTopic().equals(source))
                .toList();
    }

    private static void assertRefused(TopicClient topics) {
        assertThat(letters(topics, Topics.ALARMS))
                .hasSize(ALARMS / 8)
                .allSatisfy(
                        letter -> {
                            assertThat(letter.getReason()).isEqualTo(ReasonCode.SINK_REJECTED);
                            assertThat(letter.getDeviceId()).isEqualTo("d3");
                            assertThat(letter.getMessage())
                                    .isEqualTo("target closed: status 410 at the only try");
                        });
    }

    private static List<String> distinct(Door door) {
        return door.calls().stream().map(Door.Call::id).distinct().toList();
    }

    private static String target(String name, Door door, String more) {
        return "{name: %s, url: '%s', local: true, start: earliest, first-backoff: PT0.05S, longest-backoff: PT0.5S%s},"
                .formatted(name, door.url(), more);
    }

    private JobClient submit(NotifyConfig config, Configuration more) throws Exception {
        SchemaGuard.register(
                config.kafka(), Map.of(Topics.TELEMETRY_DEAD_LETTERS, DeadLetter.getClassSchema()));
        Configuration flink = StrictFlink.configuration(Duration.ofMillis(500), files);
        flink.addAll(more);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(2, flink);
        NotifyTopology.build(
                env,
                config,
                NotifySources.kafka(config),
                DeadLetters.sink(config.kafka(), "notify-under-test", env.getCheckpointConfig()));
        return env.executeAsync("notify-under-test");
    }
}
