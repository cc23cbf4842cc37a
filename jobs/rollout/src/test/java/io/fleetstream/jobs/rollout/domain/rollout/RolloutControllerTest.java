package io.fleetstream.jobs.rollout.domain.rollout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.rollout.domain.gate.Arm;
import io.fleetstream.jobs.rollout.domain.gate.EvidenceChange;
import io.fleetstream.jobs.rollout.domain.gate.Gate;
import io.fleetstream.jobs.rollout.domain.gate.GateCases;
import io.fleetstream.jobs.rollout.domain.rollout.ControlDecision.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RolloutControllerTest {
    private static final String TWO_STAGES =
            """
            budget: 50
            stages: [{percent: 10, soak: PT1H, error: 20}, {percent: 100}]
            """;

    @Test
    void waitsForItsStartAndItsApprovals() throws DefinitionException {
        TestControl control = new TestControl("approvals: 2\n" + TWO_STAGES);
        assertThat(control.decide()).isEmpty();
        control.say(ControlCommand.START);
        control.say(ControlCommand.APPROVE, "ann").say(ControlCommand.APPROVE, "ann");
        assertThat(control.decide()).isEmpty();
        control.say(ControlCommand.APPROVE, "bob");

        assertThat(control.decide()).contains(ControlDecision.count(1));
    }

    @Test
    void opensTheFirstStageWhenItsCountIsKept() throws DefinitionException {
        TestControl control = new TestControl(TWO_STAGES).say(ControlCommand.START).settle();
        control.controller.counted(1, 0, 2, java.util.Collections.nCopies(100, 1));
        control.controller.kept(control.controller.completeEpochs());
        assertThat(control.decide()).isEmpty();
        control.controller.counted(1, 1, 2, java.util.Collections.nCopies(100, 0));
        control.controller.counted(1, 1, 2, java.util.Collections.nCopies(100, 7));
        assertThat(control.decide()).isEmpty();
        control.controller.kept(control.controller.completeEpochs());
        control.settle();

        assertThat(control.decisions)
                .extracting(ControlDecision::kind)
                .containsExactly(Kind.COUNT, Kind.OPEN, Kind.RELEASE);
        assertThat(control.view().released()).isEqualTo(10);
        assertThat(control.view().isReleased(1, 9)).isTrue();
        assertThat(control.view().isReleased(1, 10)).isFalse();
    }

    @Test
    void proceedsAfterSuccessAndSoak() throws DefinitionException {
        TestControl control = new TestControl(TWO_STAGES).begun();
        control.succeeded(0, 9);
        control.pass(3_599_999);
        assertThat(control.view().stage()).isZero();
        control.pass(1);

        assertThat(control.view().stage()).isEqualTo(1);
        ControlDecision open = control.decisions.get(3);
        assertThat(open.kind()).isEqualTo(Kind.OPEN);
        assertThat(Gate.decide(GateCases.read(open.evidence())).reason()).hasToString("SAFE");
    }

    @Test
    void neverExceedsItsBudgetThoughAllMayFail() throws DefinitionException {
        TestControl control = new TestControl(TWO_STAGES).begun();
        control.succeeded(0, 9);
        control.pass(3_600_000);
        // one of the first stage is in flight still
        assertThat(control.view().released()).isEqualTo(10 + 49);
        control.failed(1, 5);
        assertThat(control.view().released()).isEqualTo(59);
        control.succeeded(1, 5);
        assertThat(control.view().released()).isEqualTo(64);
    }

    @Test
    void pausesWhenTheBudgetIsUsedUp() throws DefinitionException {
        TestControl control =
                new TestControl("budget: 5\nstages: [{percent: 100, success: 100}]\n").begun();
        control.failed(0, 5);

        assertThat(control.view().status()).isEqualTo(RolloutStatus.PAUSED);
        assertThat(last(control).reason()).isEqualTo("BUDGET");
        control.say(ControlCommand.RESUME).settle();
        assertThat(control.view().status()).isEqualTo(RolloutStatus.RUNNING);
        assertThat(control.view().released()).isEqualTo(5);
    }

    @Test
    void pausesOnItsErrorConditionUntilSomebodyOverrulesIt() throws DefinitionException {
        TestControl control = new TestControl(TWO_STAGES).begun();
        control.failed(0, 3);
        assertThat(control.view().status()).isEqualTo(RolloutStatus.PAUSED);
        control.pass(86_400_000);
        assertThat(control.view().status()).isEqualTo(RolloutStatus.PAUSED);

        control.say(ControlCommand.RESUME).settle();
        assertThat(control.view().status()).isEqualTo(RolloutStatus.RUNNING);
    }

    @Test
    void rollsBackOnEvidenceOfHarmAndSaysOnWhich() throws DefinitionException {
        TestControl control = harmed(TWO_STAGES);

        assertThat(control.view().status()).isEqualTo(RolloutStatus.ROLLED_BACK);
        ControlDecision decision = last(control);
        assertThat(decision.reason()).isEqualTo("HARM:hot");
        assertThat(Gate.decide(GateCases.read(decision.evidence())).subject()).isEqualTo("hot");
    }

    @Test
    void rollsBackWhilePausedToo() throws DefinitionException {
        TestControl control = new TestControl(TWO_STAGES + guard()).begun();
        control.say(ControlCommand.PAUSE);
        harm(control);

        assertThat(control.view().status()).isEqualTo(RolloutStatus.ROLLED_BACK);
    }

    @Test
    void asksBeforeAStageThatNeedsApproval() throws DefinitionException {
        TestControl control =
                new TestControl(
                                """
                                budget: 50
                                stages: [{percent: 10}, {percent: 100, approval: true}]
                                """)
                        .begun();
        control.succeeded(0, 10);
        assertThat(last(control).kind()).isEqualTo(Kind.ASK);
        assertThat(control.view().stage()).isZero();
        control.say(ControlCommand.APPROVE).settle();

        assertThat(control.view().stage()).isEqualTo(1);
    }

    @Test
    void finishesWhenTheLastStageIsDone() throws DefinitionException {
        TestControl control = new TestControl("budget: 100\nstages: [{percent: 100}]\n").begun();
        control.succeeded(0, 100);

        assertThat(control.view().status()).isEqualTo(RolloutStatus.FINISHED);
    }

    @Test
    void keepsToItsRate() throws DefinitionException {
        TestControl control =
                new TestControl("budget: 100\nstages: [{percent: 100, rate: 7}]\n").begun();
        assertThat(control.view().released()).isEqualTo(7);
        control.pass(59_999);
        assertThat(control.view().released()).isEqualTo(7);
        control.pass(1);
        assertThat(control.view().released()).isEqualTo(14);
        // what was not used does not pile up
        control.pass(600_000);
        assertThat(control.view().released()).isEqualTo(21);
    }

    @Test
    void releasesABucketAboveTheRateOnceEnoughMinutesHavePassed() throws DefinitionException {
        TestControl control =
                new TestControl("budget: 100\nstages: [{percent: 100, rate: 1}]\n")
                        .say(ControlCommand.START)
                        .settle();
        control.controller.counted(1, 0, 1, java.util.Collections.nCopies(100, 3));
        control.controller.kept(1);
        control.settle();
        assertThat(control.view().released()).isZero();
        control.pass(60_000);
        assertThat(control.view().released()).isZero();
        control.pass(60_000);
        assertThat(control.view().released()).isEqualTo(3);
        control.pass(60_000);
        assertThat(control.view().released()).isEqualTo(3);
    }

    @Test
    void spreadsAStageOverItsTime() throws DefinitionException {
        TestControl control =
                new TestControl("budget: 100\nstages: [{percent: 100, spread: PT100M}]\n").begun();
        assertThat(control.view().released()).isZero();
        control.pass(30 * 60_000);
        assertThat(control.view().released()).isEqualTo(30);
        control.pass(70 * 60_000);
        assertThat(control.view().released()).isEqualTo(100);
    }

    @Test
    void tellsNobodyElseAfterItsEnd() throws DefinitionException {
        TestControl control =
                new TestControl(
                                """
                                budget: 5
                                end: 1970-01-01T01:00:00Z
                                stages: [{percent: 100}]
                                """)
                        .begun();
        assertThat(control.view().released()).isEqualTo(5);
        control.pass(3_600_000);
        control.succeeded(0, 5);

        assertThat(control.view().released()).isEqualTo(5);
    }

    @Test
    void countsAndLimitsThoseWhoJoinLater() throws DefinitionException {
        TestControl control =
                new TestControl(
                                """
                                budget: 300
                                continuous: true
                                stages: [{percent: 100, rate: 40, success: 100}]
                                """)
                        .begun();
        control.pass(60_000);
        control.pass(60_000);
        assertThat(control.view().released()).isEqualTo(100);
        control.controller.joined(100);
        control.settle();
        assertThat(last(control)).isEqualTo(ControlDecision.count(2));
        control.counted(2);
        control.settle();
        assertThat(control.view().released()).isEqualTo(120);
        control.pass(60_000);
        assertThat(control.view().released()).isEqualTo(160);
        assertThat(control.view().frontiers()).isEqualTo(List.of(100, 60));
    }

    @Test
    void ignoresADecisionForAnotherVersion() throws DefinitionException {
        TestControl control = new TestControl(TWO_STAGES).begun();
        ControlRecord.Decided late =
                new ControlRecord.Decided(
                        TestControl.ID,
                        control.now,
                        control.view().version(),
                        ControlDecision.of(Kind.OPEN, 1, "", ""));
        control.say(ControlCommand.PAUSE).say(ControlCommand.RESUME);
        RolloutView before = control.view();
        control.controller.read(late);

        assertThat(control.view()).isEqualTo(before);
    }

    @Test
    void goesOnFromItsState() throws DefinitionException {
        TestControl control = new TestControl(TWO_STAGES + guard()).begun();
        control.observe(new EvidenceChange.Risk(control.now, 0, Arm.TREATED, 5, 0));
        control.succeeded(0, 9);
        ControllerState state = control.controller.state();
        RolloutController other = new RolloutController(control.definition, state, 1, 0);

        assertThat(other.state()).isEqualTo(state);
        long later = control.now + 3_600_000;
        assertThat(other.decide(later)).isEqualTo(control.controller.decide(later));
    }

    private static final String SOAKS =
            """
            budget: 100
            stages:
              - {percent: 10, maximum-soak: PT1H, undecided: proceed, error: 20}
              - {percent: 100}
            """;

    /** Lateness is 20 s, of which judging may take half. */
    @ParameterizedTest
    @CsvSource({"0, true", "10_000, true", "10_001, false", "600_000, false", "'', false"})
    void goesOnWithoutEvidenceOnlyIfAlarmsWereJudged(String behind, boolean goesOn)
            throws DefinitionException {
        TestControl control = new TestControl(SOAKS + guard(), 20_000);
        control.behind = behind.isEmpty() ? null : Long.valueOf(behind.replace("_", ""));
        control.begun().succeeded(0, 10);
        control.pass(3_600_000);

        assertThat(control.view().stage()).isEqualTo(goesOn ? 1 : 0);
        assertThat(control.controller.waitsForAlarms(control.now)).isEqualTo(!goesOn);
        if (!goesOn) {
            control.behind = 0L;
            control.settle();
            assertThat(control.view().stage()).isEqualTo(1);
            assertThat(last(control).kind()).isEqualTo(Kind.RELEASE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gate: {guards: [{name: b, signals: [reboots, failed]}]}\n"})
    void waitsForNobodyWithoutGuardsByAlarms(String gate) throws DefinitionException {
        TestControl control = new TestControl(SOAKS + gate, 20_000);
        control.behind = null;
        control.begun().succeeded(0, 10).pass(3_600_000);

        assertThat(control.view().stage()).isEqualTo(1);
        assertThat(control.controller.behindMs(control.now)).isZero();
        assertThat(control.controller.judgedTo()).isNull();
    }

    @Test
    void stopsOnAlarmsThatWereToldLongAfterTheLateness() throws DefinitionException {
        TestControl control = new TestControl(SOAKS + guard(), 20_000).begun();
        control.succeeded(0, 10);
        control.behind = null;
        long at = control.now;
        // the job anomaly is away for two hours
        control.pass(7_200_000);
        assertThat(control.view().stage()).isZero();
        assertThat(control.controller.behindMs(control.now)).isEqualTo(7_200_000);

        harmAt(control, at);
        control.behind = 7_000_000L;
        control.settle();

        assertThat(control.controller.lateEvidence()).isZero();
        assertThat(last(control).reason()).isEqualTo("HARM:hot");
        assertThat(control.view().status()).isEqualTo(RolloutStatus.ROLLED_BACK);
        String evidence = last(control).evidence();
        assertThat(Gate.decide(GateCases.read(evidence)).subject()).isEqualTo("hot");
    }

    @Test
    void stopsOnFailuresAndRebootsWhileNobodyJudgesAlarms() throws DefinitionException {
        TestControl failing = new TestControl(SOAKS + guard());
        failing.behind = null;
        failing.begun().failed(0, 3);
        assertThat(last(failing).reason()).isEqualTo("ERROR_CONDITION");

        TestControl rebooting =
                new TestControl(
                        SOAKS
                                + """
                                gate:
                                  guards:
                                    - {name: warm, signals: ["alarm:warm"]}
                                    - {name: hot, signals: [reboots]}
                                """);
        rebooting.behind = null;
        rebooting.begun();
        harm(rebooting, 1, rebooting.now);
        rebooting.pass(120_000);
        assertThat(last(rebooting).reason()).isEqualTo("HARM:hot");
    }

    @Test
    void readsTheStateOfAnOlderReleaseAsNotJudged() throws DefinitionException {
        TestControl control = new TestControl(SOAKS + guard(), 20_000).begun();
        control.observe(new EvidenceChange.Risk(control.now, 0, Arm.TREATED, 5, 0));
        control.succeeded(0, 10).pass(60_000);
        ControllerState state = control.controller.state();
        assertThat(state.judgedTo()).isEqualTo(control.now);
        assertThat(RolloutText.controller(RolloutText.write(state))).isEqualTo(state);
        String text = new String(RolloutText.write(state), UTF_8);
        String older = text.replaceAll(",\"judged(To)?\":\\d+", "");

        ControllerState read = RolloutText.controller(older.getBytes(UTF_8));

        assertThat(older).doesNotContain("judged");
        assertThat(read.judgedTo()).isNull();
        assertThat(read.evidence()).isEqualTo(state.evidence());
        RolloutController other = new RolloutController(control.definition, read, 1, 20_000);
        long later = control.now + 3_600_000;
        assertThat(other.decide(later)).isEmpty();
        other.judged(later);
        control.controller.judged(later);
        assertThat(other.decide(later)).isPresent().isEqualTo(control.controller.decide(later));
    }

    private static TestControl harmed(String more) throws DefinitionException {
        TestControl control = new TestControl(more + guard()).begun();
        harm(control);
        return control;
    }

    private static void harm(TestControl control) {
        harmAt(control, control.now);
        control.pass(120_000);
    }

    private static void harmAt(TestControl control, long at) {
        harm(control, 0, at);
    }

    private static void harm(TestControl control, int guard, long at) {
        control.observe(new EvidenceChange.Risk(at, guard, Arm.TREATED, 100, 0));
        control.observe(new EvidenceChange.Risk(at, guard, Arm.CONTROL, 900, 0));
        for (int device = 0; device < 10; device++) {
            control.observe(
                    new EvidenceChange.First(at + 1_000, guard, Arm.TREATED, "d" + device, 0.1, 1));
        }
    }

    private static String guard() {
        return "gate: {guards: [{name: hot, signals: [\"alarm:hot\"]}]}\n";
    }

    private static ControlDecision last(TestControl control) {
        return control.decisions.get(control.decisions.size() - 1);
    }
}
