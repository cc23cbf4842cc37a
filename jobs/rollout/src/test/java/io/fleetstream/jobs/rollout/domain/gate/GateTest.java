package io.fleetstream.jobs.rollout.domain.gate;

import static io.fleetstream.jobs.rollout.domain.gate.TestPolicies.guard;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {
    private static final List<AbortCriterion> AWS =
            List.of(
                    new AbortCriterion(FailureType.FAILED, 2_000, 100, StopAction.ABORT),
                    new AbortCriterion(FailureType.TIMED_OUT, 5_000, 200, StopAction.ABORT));

    @ParameterizedTest
    @CsvSource({
        "99, 99, 0, HOLD",
        "100, 19, 0, HOLD",
        "100, 20, 0, ABORT",
        "199, 10, 150, HOLD",
        "200, 10, 100, ABORT"
    })
    void abortsAsAwsDoes(long completed, long failed, long timedOut, Decision expected) {
        ExecutionCounts counts =
                new ExecutionCounts(
                        10_000, 500, completed - failed - timedOut, failed, 0, timedOut, 7, 9);
        StageCriteria criteria = criteria(100, null, AWS);

        assertThat(Gate.decide(given(criteria, counts)).decision()).isEqualTo(expected);
    }

    @Test
    void readsAbortCriteriaInTheirOrder() {
        ExecutionCounts counts = new ExecutionCounts(500, 500, 0, 200, 0, 200, 0, 0);

        assertThat(Gate.decide(given(criteria(100, null, AWS), counts)).subject())
                .isEqualTo("FAILED");
    }

    @ParameterizedTest
    @CsvSource({
        // hawkBit: success from the threshold on, error only beyond it
        "100, 49, 0, 50, 30, HOLD",
        "100, 50, 0, 50, 30, PROCEED",
        "100, 0, 30, 50, 30, HOLD",
        "100, 0, 31, 50, 30, PAUSE",
        "100, 60, 31, 50, 30, PAUSE",
        // an empty group is a success and never an error
        "0, 0, 0, 100, 0, PROCEED",
        // all finished without meeting either
        "100, 80, 20, 90, 30, PROCEED",
        "100, 0, 100, 100, 100, PROCEED"
    })
    void meetsConditionsAsHawkBitDoes(
            long targets, long succeeded, long failed, int success, int error, Decision expected) {
        ExecutionCounts counts =
                new ExecutionCounts(targets, targets, succeeded, failed, 0, 0, 0, 0);

        assertThat(Gate.decide(given(criteria(success, error, List.of()), counts)).decision())
                .isEqualTo(expected);
    }

    @Test
    void waitsForTheMinimumSoakInEventTime() {
        StageCriteria criteria =
                new StageCriteria(
                        1_000,
                        9_000,
                        StageCriteria.Undecided.ASK,
                        100,
                        null,
                        StopAction.PAUSE,
                        List.of());
        ExecutionCounts done = new ExecutionCounts(5, 5, 5, 0, 0, 0, 0, 0);

        assertThat(Gate.decide(given(criteria, done, 100, 1_099)).reason())
                .isEqualTo(Verdict.Reason.SOAKING);
        assertThat(Gate.decide(given(criteria, done, 100, 1_100)).reason())
                .isEqualTo(Verdict.Reason.SAFE);
        assertThat(Gate.decide(given(criteria, done, Long.MAX_VALUE, 1_100)).reason())
                .isEqualTo(Verdict.Reason.RELEASING);
    }

    @ParameterizedTest
    @CsvSource({
        // released at 100, soak 1000 to 5000: minimum, maximum, judged so far, what then
        "1_099, 1_099, 25, HOLD, SOAKING",
        "1_100, 1_099, 25, HOLD, UNJUDGED",
        "1_100, 1_100, 25, PROCEED, SAFE",
        "1_100, '', 25, HOLD, UNJUDGED",
        "1_100, 1_100, 2, HOLD, UNDECIDED",
        "5_100, 5_099, 2, HOLD, UNJUDGED",
        "5_100, 1_099, 2, HOLD, UNJUDGED",
        "5_100, 5_100, 2, PROCEED, SOAKED",
        "900_000, '', 2, HOLD, UNJUDGED"
    })
    void endsNoStageBeforeAlarmsHaveBeenJudgedSoFar(
            String at, String judgedAt, double safety, Decision decision, Verdict.Reason reason) {
        StageCriteria criteria =
                new StageCriteria(
                        1_000,
                        5_000,
                        StageCriteria.Undecided.PROCEED,
                        100,
                        null,
                        StopAction.PAUSE,
                        List.of());
        GateCase guarded = guarded(evidence(1, safety, 0, 60), 0);
        GateCase given =
                new GateCase(
                        guarded.policy(),
                        criteria,
                        0,
                        100,
                        number(at),
                        judgedAt.isEmpty() ? Long.MIN_VALUE : number(judgedAt),
                        guarded.executions(),
                        guarded.guards());

        assertThat(Gate.decide(given)).extracting(Verdict::decision).isEqualTo(decision);
        assertThat(Gate.decide(given)).extracting(Verdict::reason).isEqualTo(reason);
        assertThat(Gate.decide(GateCases.read(GateCases.write(given))))
                .isEqualTo(Gate.decide(given));
    }

    @Test
    void takesACaseOfAnOlderReleaseForJudged() {
        GateCase given = guarded(evidence(1, 20, 0, 60), 0);
        String older = GateCases.write(given).replace(",\"judgedAt\":1000", "");

        assertThat(older).doesNotContain("judgedAt");
        assertThat(GateCases.read(older)).isEqualTo(given);
    }

    @Test
    void rollsBackOnHarmAloneIfTheDifferenceMatters() {
        GuardEvidence harm = evidence(25, 0.01, 6, 60);

        assertThat(Gate.decide(guarded(harm, 0)).decision()).isEqualTo(Decision.ROLLBACK);
        // 0.1 more events per device and day are what there is
        assertThat(Gate.decide(guarded(harm, 0.09)).decision()).isEqualTo(Decision.ROLLBACK);
        assertThat(Gate.decide(guarded(harm, 0.11)).decision()).isEqualTo(Decision.HOLD);
        assertThat(Gate.decide(guarded(evidence(19.9, 0.01, 6, 60), 0)).decision())
                .isEqualTo(Decision.HOLD);
    }

    @Test
    void proceedsOnlyWithEvidenceOfSafety() {
        assertThat(Gate.decide(guarded(evidence(1, 19.9, 0, 60), 0)).reason())
                .isEqualTo(Verdict.Reason.UNDECIDED);
        assertThat(Gate.decide(guarded(evidence(1, 20, 0, 60), 0)).decision())
                .isEqualTo(Decision.PROCEED);
        assertThat(Gate.decide(guarded(evidence(1, 20, 0, 4), 0)).reason())
                .isEqualTo(Verdict.Reason.TOO_FEW);
    }

    @ParameterizedTest
    @CsvSource({"ASK, HOLD, ASK", "PROCEED, PROCEED, SOAKED", "ABORT, ABORT, SOAKED"})
    void followsThePolicyWhereNothingIsProvenInTime(
            StageCriteria.Undecided undecided, Decision decision, Verdict.Reason reason) {
        GateCase open = guarded(evidence(1, 2, 0, 60), 0);
        StageCriteria criteria =
                new StageCriteria(0, 500, undecided, 100, null, StopAction.PAUSE, List.of());
        GateCase given =
                new GateCase(
                        open.policy(),
                        criteria,
                        0,
                        100,
                        600,
                        null,
                        open.executions(),
                        open.guards());

        assertThat(Gate.decide(given).decision()).isEqualTo(decision);
        assertThat(Gate.decide(given).reason()).isEqualTo(reason);
    }

    @Test
    void canBeAskedAgainFromWhatWasWrittenDown() {
        GateCase given = guarded(evidence(1.0 / 3 * 77, Math.PI * 1e-9, 6, 60), 1e-300);

        GateCase read = GateCases.read(GateCases.write(given));

        assertThat(read).isEqualTo(given);
        assertThat(Gate.decide(read)).isEqualTo(Gate.decide(given));
    }

    private static GateCase guarded(GuardEvidence evidence, double floor) {
        GatePolicy policy =
                new GatePolicy(
                        List.of(new GuardPlan("hot", Set.of("alarm:hot"), floor)),
                        0.05,
                        0.05,
                        List.of(2.0),
                        1.5,
                        5,
                        0,
                        10);
        return new GateCase(
                policy,
                criteria(100, null, List.of()),
                1,
                0,
                1_000,
                1_000L,
                new ExecutionCounts(60, 60, 60, 0, 0, 0, 0, 0),
                List.of(evidence));
    }

    private static GuardEvidence evidence(double peak, double safety, long events, long atRisk) {
        long tenDays = 10 * 86_400_000L;
        return new GuardEvidence(
                "hot",
                new GuardEvidence.Count(atRisk, events, 6 * tenDays),
                new GuardEvidence.Count(600, 0, 600 * tenDays),
                List.of(peak),
                peak,
                peak,
                safety);
    }

    private static long number(String text) {
        return Long.parseLong(text.replace("_", ""));
    }

    private static StageCriteria criteria(int success, Integer error, List<AbortCriterion> aborts) {
        return new StageCriteria(
                0, 5_000, StageCriteria.Undecided.ASK, success, error, StopAction.PAUSE, aborts);
    }

    private static GateCase given(StageCriteria criteria, ExecutionCounts counts) {
        return given(criteria, counts, 0, 0);
    }

    private static GateCase given(
            StageCriteria criteria, ExecutionCounts counts, long releasedAt, long at) {
        GatePolicy none = TestPolicies.plain(guard("unused"));
        return new GateCase(none, criteria, 0, releasedAt, at, at, counts, List.of());
    }
}
