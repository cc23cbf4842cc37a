package io.fleetstream.jobs.rollout.domain.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetstream.jobs.rollout.domain.gate.AbortCriterion;
import io.fleetstream.jobs.rollout.domain.gate.FailureType;
import io.fleetstream.jobs.rollout.domain.gate.GatePolicy;
import io.fleetstream.jobs.rollout.domain.gate.StageCriteria;
import io.fleetstream.jobs.rollout.domain.gate.StopAction;
import io.fleetstream.schemas.DeviceTraits;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionReaderTest {
    private static final String LEAST =
            """
            rollout: fw-2-4-1
            devices: model=m-100,firmware>=1.2,<2.4.1
            document: {operation: update, version: 2.4.1}
            budget: 50
            """;

    @Test
    void readsAllThatCanBeSaid() throws DefinitionException {
        RolloutDefinition read =
                DefinitionReader.read(
                        LEAST
                                + """
                                description: cooler
                                requires: hardware=r2|r3
                                continuous: true
                                salt: pepper
                                buckets: 1024
                                rollback: '{"version":"2.4.0"}'
                                weight: 700
                                in-progress-timeout: PT30M
                                retries: {all: 2, back-off: PT5M, factor: 3, maximum-back-off: PT1H}
                                maintenance: [{days: sat-mon, from: "22:00", to: "04:00"}]
                                approvals: 2
                                start: 2026-12-01T03:00:00Z
                                end: 2026-12-08T03:00:00Z
                                stages:
                                  - name: canary
                                    percent: 0.5
                                    soak: PT24H
                                    maximum-soak: PT72H
                                    undecided: proceed
                                    success: 95
                                    error: 5
                                    error-action: rollback
                                    abort:
                                      - {type: failed, percent: 20.25, minimum: 100}
                                      - {type: timed-out, percent: 50, minimum: 200, action: pause}
                                    approval: true
                                  - percent: 100
                                    rate: {base: 50, factor: 2, notified: 1000, maximum: 800}
                                    spread: P7D
                                gate:
                                  alpha: 0.01
                                  beta: 0.1
                                  margin: 1.5
                                  hazard-ratios: [2, 4]
                                  minimum-at-risk: 30
                                  grace: PT10M
                                  step: PT10S
                                  guards:
                                    - {name: hot, signals: ["alarm:too-hot", reboots], floor-per-day: 0.02}
                                """);

        assertThat(read.devices()).hasToString("model=m-100,firmware>=1.2,firmware<2.4.1");
        assertThat(read.requires()).hasToString("hardware=r2|r3");
        assertThat(read.continuous()).isTrue();
        assertThat(read.document()).isEqualTo("{\"operation\":\"update\",\"version\":\"2.4.1\"}");
        assertThat(read.rollback()).isEqualTo("{\"version\":\"2.4.0\"}");
        assertThat(read.retries()).isEqualTo(new RetryPolicy(2, 2, 2, 300_000, 3, 3_600_000));
        assertThat(read.maintenance())
                .containsExactly(
                        new MaintenanceWindow(
                                Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY, DayOfWeek.MONDAY),
                                LocalTime.of(22, 0),
                                LocalTime.of(4, 0)));
        assertThat(List.of(read.buckets(), read.weight(), read.approvals()))
                .containsExactly(1_024, 700, 2);
        assertThat(read.endAt() - read.startAt()).isEqualTo(Duration.ofDays(7).toMillis());
        assertThat(read.stages().get(0))
                .isEqualTo(
                        new StageDefinition(
                                "canary",
                                0.5,
                                new StageCriteria(
                                        86_400_000,
                                        3 * 86_400_000,
                                        StageCriteria.Undecided.PROCEED,
                                        95,
                                        5,
                                        StopAction.ROLLBACK,
                                        List.of(
                                                new AbortCriterion(
                                                        FailureType.FAILED,
                                                        2_025,
                                                        100,
                                                        StopAction.ABORT),
                                                new AbortCriterion(
                                                        FailureType.TIMED_OUT,
                                                        5_000,
                                                        200,
                                                        StopAction.PAUSE))),
                                null,
                                0,
                                true));
        assertThat(read.stages().get(1).rate())
                .isEqualTo(new RolloutRate(50, 2, RolloutRate.Criterion.NOTIFIED, 1_000, 800));
        assertThat(read.gate().hazardRatios()).containsExactly(2.0, 4.0);
        assertThat(read.gate().guards().get(0).counts("alarm:too-hot")).isTrue();
        assertThat(read.gate().guards().get(0).counts("alarm:cold")).isFalse();
    }

    @Test
    void knowsWhatIsUsual() throws DefinitionException {
        RolloutDefinition read = DefinitionReader.read(LEAST + "preset: canary\n");

        assertThat(read.salt()).isEqualTo("fw-2-4-1");
        assertThat(read.rollback()).isNull();
        assertThat(read.retries()).isEqualTo(RetryPolicy.NONE);
        assertThat(read.endAt()).isEqualTo(Long.MAX_VALUE);
        assertThat(read.gate().guards()).isEmpty();
        assertThat(read.gate().hazardRatios()).isEqualTo(GatePolicy.HAZARD_RATIOS);
    }

    @Test
    void takesDevicesOneByOne() throws DefinitionException {
        RolloutDefinition read =
                DefinitionReader.read(
                        LEAST.replace("model=m-100,firmware>=1.2,<2.4.1", "[d1, d2]")
                                + "preset: linear\n");

        assertThat(read.devices()).hasToString("device=d1|d2");
    }

    @Test
    void anIdInAListIsNoSelector() throws DefinitionException {
        RolloutDefinition read =
                DefinitionReader.read(
                        LEAST.replace(
                                        "model=m-100,firmware>=1.2,<2.4.1",
                                        "['*', 'a|b', 'c,site=x', 'd\"\\e']")
                                + "preset: linear\n");

        assertThat(List.of("*", "a|b", "c,site=x", "d\"\\e")).allMatch(id -> matches(read, id));
        assertThat(List.of("a", "b", "c", "d", "anything")).noneMatch(id -> matches(read, id));
    }

    @Test
    void knowsTheCanaryPreset() throws DefinitionException {
        List<StageDefinition> stages = DefinitionReader.read(LEAST + "preset: canary\n").stages();

        assertThat(stages).extracting(StageDefinition::percent).containsExactly(1.0, 10.0, 100.0);
        assertThat(stages)
                .extracting(stage -> stage.criteria().errorPercent())
                .containsExactly(5, 2, 2);
        assertThat(stages)
                .extracting(stage -> stage.criteria().minimumSoakMs())
                .containsExactly(86_400_000L, 43_200_000L, 0L);
        assertThat(stages.get(2).spreadMs()).isEqualTo(Duration.ofDays(7).toMillis());
    }

    @Test
    void knowsTheLinearPreset() throws DefinitionException {
        assertThat(DefinitionReader.read(LEAST + "preset: linear\n").stages())
                .extracting(StageDefinition::percent)
                .containsExactly(5.0, 15.0, 25.0, 35.0, 45.0, 55.0, 65.0, 75.0, 85.0, 95.0, 100.0);
    }

    @Test
    void knowsTheExponentialPresetWithNumbersOfOnesOwn() throws DefinitionException {
        List<StageDefinition> stages =
                DefinitionReader.read(
                                LEAST
                                        + "preset: {name: exponential, first: 2, factor: 3, every:"
                                        + " PT5S, error: 7}\n")
                        .stages();

        assertThat(stages)
                .extracting(StageDefinition::percent)
                .containsExactly(2.0, 6.0, 18.0, 54.0, 100.0);
        assertThat(stages)
                .allSatisfy(
                        stage -> {
                            assertThat(stage.criteria().minimumSoakMs()).isEqualTo(5_000);
                            assertThat(stage.criteria().errorPercent()).isEqualTo(7);
                        });
    }

    @Test
    void tellsEverythingThatIsWrongAtOnce() {
        assertThatExceptionOfType(DefinitionException.class)
                .isThrownBy(
                        () ->
                                DefinitionReader.read(
                                        """
                                        rollout: fw 2
                                        devices: model~m
                                        budget: 0
                                        weigth: 5
                                        stages:
                                          - {percent: 10, rate: {base: 5}}
                                          - {percent: 5, soak: 1h}
                                        gate: {alpha: 2, guards: [{signals: [smoke]}]}
                                        """))
                .satisfies(
                        e ->
                                assertThat(e.problems())
                                        .anySatisfy(
                                                has(
                                                        "rollout is 'fw 2', expected"
                                                                + " [a-zA-Z0-9_-]{1,55}"))
                                        .anySatisfy(
                                                has("devices is 'model~m', expected a selector"))
                                        .anySatisfy(
                                                has("document is missing, expected a job document"))
                                        .anySatisfy(
                                                has(
                                                        "budget is '0', expected a whole number"
                                                                + " from 1 to 2147483647"))
                                        .anySatisfy(has("weigth is unknown"))
                                        .anySatisfy(
                                                has(
                                                        "stages[0].rate.notified is missing,"
                                                                + " expected either"))
                                        .anySatisfy(
                                                has("stages[1].percent is '5', expected more than"))
                                        .anySatisfy(
                                                has("stages[1].soak is '1h', expected an ISO-8601"))
                                        .anySatisfy(
                                                has(
                                                        "gate.alpha is '2', expected a number from"
                                                                + " 0.000001 to 0.5"))
                                        .anySatisfy(has("gate.guards[0].name is missing"))
                                        .anySatisfy(
                                                has("gate.guards[0].signals is '[\"smoke\"]'")));
    }

    @ParameterizedTest
    @CsvSource({
        "'stages: [{percent: 50}]', the last of 100 percent",
        "'preset: linear\nstages: [{percent: 100}]', either a preset or stages",
        "'preset: fast', 'one of canary, linear, exponential'",
        "'preset: linear\nstart: tomorrow', an ISO-8601 time with an offset",
        "'preset: linear\nmaintenance: [{days: weekend, from: 1, to: 2}]', days such as daily",
        "'preset: linear\nrollback: [1]', keys and values",
        "'preset: linear\nrollback: \"{} x\"', keys and values",
        "'preset: linear\nstart: +999999999-12-31T00:00:00Z', an ISO-8601 time with an offset",
        "'preset: linear\nend: -999999999-12-31T00:00:00Z', an ISO-8601 time with an offset",
        "'preset: {name: linear, step: 0.5}', at most 100 stages reach 100 percent",
        "'preset: {name: exponential, first: 0.0001, factor: 1.1}', preset.factor is",
        "'description: none', 'a preset, or a list of stages'",
        "'preset: linear\nrequires: []', a list of device ids",
        "'stages: [{percent: 20}, {percent: 10}]', 'more than the stage before, 20'",
        "'stages: [{soak: PT1H}]', a number from 0.0001 to 100",
        "'preset: linear\ngate: {guards: [{name: a, signals: [silence]}]}', a list of alarm"
    })
    void refuses(String more, String reason) {
        assertThatExceptionOfType(DefinitionException.class)
                .isThrownBy(() -> DefinitionReader.read(LEAST + more + "\n"))
                .withMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "guards, '{name: g%d, signals: [reboots]}', 20, gate.guards is",
        "hazard-ratios, 1.%d, 20, gate.hazard-ratios is"
    })
    void refusesMoreThanAGateCanBear(String key, String each, int most, String reason)
            throws DefinitionException {
        assertThat(DefinitionReader.read(gate(key, each, most)).gate()).isNotNull();
        assertThatExceptionOfType(DefinitionException.class)
                .isThrownBy(() -> DefinitionReader.read(gate(key, each, most + 1)))
                .withMessageContaining(reason)
                .withMessageContaining("at most " + most);
    }

    private static String gate(String key, String each, int count) {
        List<String> all = IntStream.range(10, 10 + count).mapToObj(each::formatted).toList();
        return LEAST + "preset: linear\ngate: {" + key + ": " + all + "}\n";
    }

    @Test
    void refusesWhatIsNoYaml() {
        assertThatExceptionOfType(DefinitionException.class)
                .isThrownBy(() -> DefinitionReader.read("rollout: [a"))
                .withMessageContaining("no YAML");
        assertThatExceptionOfType(DefinitionException.class)
                .isThrownBy(() -> DefinitionReader.read("just text"));
    }

    @Test
    void choosesStagesByBucket() throws DefinitionException {
        RolloutDefinition read = DefinitionReader.read(LEAST + "buckets: 1000\npreset: canary\n");

        assertThat(Map.of(0, 0, 9, 0, 10, 1, 99, 1, 100, 2, 999, 2))
                .allSatisfy((bucket, stage) -> assertThat(read.stageOf(bucket)).isEqualTo(stage));
    }

    private static boolean matches(RolloutDefinition definition, String id) {
        return definition
                .devices()
                .matches(new DeviceTraits(id, "o", "s", "t", null, null, "ACTIVE", null, Map.of()));
    }

    private static java.util.function.Consumer<String> has(String text) {
        return problem -> assertThat(problem).contains(text);
    }
}
