package io.fleetstream.jobs.rollout.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.schemas.RolloutCommand;
import io.fleetstream.schemas.RolloutDecision;
import io.fleetstream.schemas.RolloutStageState;
import io.fleetstream.schemas.RolloutState;
import io.fleetstream.schemas.RolloutStatusKind;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The two operators of rollouts with the log of control between them. */
class RolloutOperatorsTest {
    private static final String DEFINITION =
            """
            rollout: fw-2
            devices: model=m1,firmware<2
            document: {version: 2}
            rollback: {version: 1}
            budget: 3
            buckets: 64
            stages: [{percent: 50, success: 100}, {percent: 100, success: 100}]
            """;

    private RolloutBench bench;

    @BeforeEach
    void fleet() throws Exception {
        bench = new RolloutBench();
        for (int device = 0; device < 10; device++) {
            bench.device("d" + device, "m1", "1.4");
        }
        bench.device("other", "m2", "1.4");
        bench.device("new", "m1", "2.0");
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    @Test
    void releasesNobodyBeforeItsCountIsKept() throws Exception {
        begin();
        bench.run(30);
        assertThat(bench.decisions()).containsExactly(RolloutDecision.COUNT);

        bench.checkpoint();
        bench.run(1);
        assertThat(bench.orders).hasSizeBetween(1, 3);
    }

    @Test
    void reachesEveryEligibleDeviceOnceWithinItsBudget() throws Exception {
        begun();
        int most = 0;
        for (int round = 0; round < 30; round++) {
            most = Math.max(most, (int) bench.orders.stream().distinct().count() - ended);
            endAll("SUCCEEDED");
            bench.run(2);
        }

        assertThat(bench.orders).doesNotHaveDuplicates().hasSize(10);
        assertThat(bench.orders).allMatch(order -> order.matches("d\\d Queue fw-2"));
        assertThat(most).isBetween(1, 3);
        assertThat(bench.last().getDecision()).isEqualTo(RolloutDecision.FINISH);
    }

    @Test
    void pausesWhenItsBudgetHasFailed() throws Exception {
        begun();
        for (int round = 0; round < 10; round++) {
            endAll("FAILED");
            bench.run(2);
        }

        assertThat(bench.orders).hasSize(3);
        assertThat(bench.last().getDecision()).isEqualTo(RolloutDecision.PAUSE);
        assertThat(bench.last().getReason()).isEqualTo("BUDGET");
    }

    @Test
    void ordersThePreviousVersionForWhoeverHasTheUpdate() throws Exception {
        begun();
        endAll("SUCCEEDED");
        int updated = bench.orders.size();
        bench.say(RolloutCommand.ROLLBACK);
        bench.run(1);

        assertThat(bench.orders.stream().filter(order -> order.endsWith("Queue fw-2-rollback")))
                .hasSize(updated);
        bench.say(RolloutCommand.ROLLBACK);
        bench.run(5);
        assertThat(bench.orders).hasSize(updated * 3);
    }

    @Test
    void tellsEveryStepThatCountedAndWhereTheRolloutStands() throws Exception {
        begun();
        bench.say(RolloutCommand.START);
        endAll("SUCCEEDED");
        bench.run(1);

        assertThat(bench.states().stream().filter(state -> state.getStepKind() != null))
                .extracting(RolloutState::getVersion)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, bench.log.size() - 1).boxed().toList());
        RolloutState last = bench.states().get(bench.states().size() - 1);
        assertThat(last.getStatus()).isEqualTo(RolloutStatusKind.RUNNING);
        assertThat(last.getStages().get(0).getNotified()).isEqualTo(bench.orders.size());
        assertThat(last.getStages().get(0).getSucceeded()).isEqualTo(ended);
        assertThat(last.getInFlight()).isEqualTo(bench.orders.size() - ended);
        assertThat(last.getStages())
                .extracting(RolloutStageState::getTargets)
                .containsExactly(7L, 3L);
    }

    @Test
    void decidesNothingBeforeThereIsATime() throws Exception {
        bench.close();
        bench = new RolloutBench();
        begin();
        bench.read();

        assertThat(bench.decisions()).isEmpty();
        bench.run(1);
        assertThat(bench.last().getAt().toEpochMilli()).isGreaterThan(1_000_000);
    }

    @Test
    void repeatsTheSameOrdersAfterARestore() throws Exception {
        begin();
        bench.run(1);
        RolloutBench.Checkpoint kept = bench.checkpoint();
        bench.run(1);
        var before = List.copyOf(bench.orders);
        bench.orders.clear();
        bench.restore(kept);
        bench.run(3);

        assertThat(bench.orders).isEqualTo(before);
    }

    @Test
    void decidesAgainWhatWasSentButNeverArrived() throws Exception {
        begin();
        bench.run(1);
        RolloutBench.Checkpoint kept = bench.checkpoint();
        bench.run(1);
        int decided = bench.log.size();
        // The records were lost with the process.
        bench.log.removeIf(row -> row.getDecision() == RolloutDecision.OPEN);
        bench.log.removeIf(row -> row.getDecision() == RolloutDecision.RELEASE);
        bench.orders.clear();
        bench.restore(kept);
        bench.run(10);

        assertThat(bench.log).hasSize(decided);
        assertThat(bench.orders).isNotEmpty();
    }

    @Test
    void callsOffWhatADeviceHadToDoThatTheRegistryNoLongerHas() throws Exception {
        begun();
        int told = bench.orders.size();
        String device = device(bench.orders.get(0));
        bench.input(FleetInput.fleet(device, null, bench.now));
        bench.run(1);

        assertThat(bench.orders.subList(told, told + 2))
                .containsExactly(device + " Queue fw-2", device + " Remove fw-2");
        bench.input(FleetInput.ended(device, "fw-2", "REMOVED", 0, bench.now));
        bench.run(2);
        RolloutState last = bench.states().get(bench.states().size() - 1);
        assertThat(last.getStages().get(0).getRemoved()).isEqualTo(1);
    }

    @Test
    void stopsWithinTheSameSecond() throws Exception {
        begun();
        int told = bench.orders.size();
        bench.say(RolloutCommand.PAUSE);
        bench.run(0);
        endAll("SUCCEEDED");
        bench.run(60);

        assertThat(bench.orders).hasSize(told);
        bench.say(RolloutCommand.RESUME);
        bench.run(2);
        assertThat(bench.orders.size()).isGreaterThan(told);
    }

    @Test
    void rollsBackByItselfWhenUpdatedDevicesRaiseAlarms() throws Exception {
        bench.close();
        bench = new RolloutBench();
        for (int device = 0; device < 400; device++) {
            bench.device("d" + device, "m1", "1.4");
        }
        bench.define(
                DEFINITION.replace("budget: 3", "budget: 400").replace("percent: 50", "percent: 10")
                        + """
                        gate:
                          step: PT1S
                          guards: [{name: hot, signals: ["alarm:hot"]}]
                        """);
        bench.say(RolloutCommand.START);
        bench.run(1);
        bench.checkpoint();
        bench.run(2);
        endAll("SUCCEEDED");
        bench.run(1);
        for (String order : List.copyOf(bench.orders).subList(0, 12)) {
            bench.input(FleetInput.signal(device(order), "alarm:hot", bench.now));
            bench.run(5);
        }
        bench.run(5);

        assertThat(bench.decisions()).contains(RolloutDecision.ROLLBACK);
        assertThat(bench.orders).anyMatch(order -> order.endsWith("fw-2-rollback"));
    }

    @Test
    void neitherGoesOnNorLosesAlarmsWhileTheirJudgingIsBehindTheLateness() throws Exception {
        bench.close();
        bench = new RolloutBench(1_000, 20_000);
        for (int device = 0; device < 400; device++) {
            bench.device("d" + device, "m1", "1.4");
        }
        bench.define(
                DEFINITION
                                .replace("budget: 3", "budget: 400")
                                .replace(
                                        "percent: 50,",
                                        "percent: 10, maximum-soak: PT1M, undecided: proceed,")
                        + """
                        gate:
                          step: PT1S
                          guards: [{name: hot, signals: ["alarm:hot"]}]
                        """);
        bench.say(RolloutCommand.START);
        bench.run(1);
        bench.checkpoint();
        bench.run(2);
        endAll("SUCCEEDED");
        List<String> treated = List.copyOf(bench.orders);
        bench.run(1);
        // the job anomaly is away for five minutes, in which the image makes devices too hot
        bench.behind = null;
        long hotAt = bench.now;
        bench.run(150);
        assertThat(bench.orders).isEqualTo(treated);
        RolloutBench.Checkpoint kept = bench.checkpoint();
        bench.orders.clear();
        bench.restore(kept);
        bench.run(150);
        assertThat(bench.orders).isEmpty();
        assertThat(lastState().getWaitsForAlarms()).isTrue();
        assertThat(lastState().getJudgedTo().toEpochMilli()).isEqualTo(hotAt);

        for (int device = 0; device < 12; device++) {
            bench.input(
                    FleetInput.signal(
                            device(treated.get(device)), "alarm:hot", hotAt + device * 5_000L));
        }
        bench.behind = 290_000L;
        bench.run(2);
        assertThat(bench.last().getDecision()).isEqualTo(RolloutDecision.RELEASE);
        bench.behind = 150_000L;
        bench.run(2);

        assertThat(bench.last().getDecision()).isEqualTo(RolloutDecision.ROLLBACK);
        assertThat(bench.last().getReason()).isEqualTo("HARM:hot");
        assertThat(bench.orders).isNotEmpty().noneMatch(order -> order.endsWith("Queue fw-2"));
    }

    @Test
    void pausesAtOnceWhereOneBucketIsMoreThanTheBudget() throws Exception {
        bench.define(DEFINITION.replace("buckets: 64", "buckets: 1"));
        bench.say(RolloutCommand.START);
        bench.run(1);
        bench.checkpoint();
        bench.run(1);

        assertThat(bench.orders).isEmpty();
        assertThat(bench.last().getReason()).isEqualTo("BUDGET");
    }

    @Test
    void letsLateDevicesJoinAContinuousRollout() throws Exception {
        bench.define(DEFINITION.replace("budget: 3", "budget: 30\ncontinuous: true"));
        bench.say(RolloutCommand.START);
        for (int round = 0; round < 5; round++) {
            bench.run(1);
            bench.checkpoint();
            endAll("SUCCEEDED");
        }
        assertThat(bench.orders).hasSize(10);
        bench.device("late", "m1", "1.4");
        bench.run(1);
        assertThat(bench.orders).hasSize(10);
        bench.checkpoint();
        bench.run(2);

        assertThat(bench.orders).hasSize(11).contains("late Queue fw-2");
    }

    @Test
    void waitsForTheMaintenanceWindow() throws Exception {
        bench.define(DEFINITION + "maintenance: [{from: \"02:00\", to: \"03:00\"}]\n");
        bench.say(RolloutCommand.START);
        bench.run(1);
        bench.checkpoint();
        bench.run(1);
        assertThat(bench.orders).isEmpty();
        bench.now = 2 * 3_600_000L;
        bench.tick();
        assertThat(bench.orders).isNotEmpty();
    }

    private RolloutState lastState() {
        return bench.states().get(bench.states().size() - 1);
    }

    private int ended;

    private void endAll(String status) throws Exception {
        for (; ended < bench.orders.size(); ended++) {
            bench.input(
                    FleetInput.ended(
                            device(bench.orders.get(ended)), "fw-2", status, 0, bench.now));
        }
    }

    private static String device(String order) {
        return order.substring(0, order.indexOf(' '));
    }

    private void begin() {
        bench.define(DEFINITION);
        bench.say(RolloutCommand.START);
    }

    private void begun() throws Exception {
        begin();
        bench.run(1);
        bench.checkpoint();
        bench.run(1);
    }
}
