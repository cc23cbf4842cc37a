package io.fleetstream.jobs.rollout.domain.gate;

import static io.fleetstream.jobs.rollout.domain.gate.TestPolicies.guard;
import static io.fleetstream.jobs.rollout.domain.gate.TestPolicies.plain;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EvidenceTest {
    private static final GatePolicy POLICY = plain(guard("alarms", "alarm:*"));

    @Test
    void waitsForTheWatermark() {
        TrialFleet fleet = new TrialFleet(POLICY).of(1, 1);
        fleet.signal("t1", "alarm:hot", 105);

        assertThat(fleet.at(109).treated().events()).isZero();
        assertThat(fleet.at(110).treated().events()).isEqualTo(1);
    }

    @Test
    void addsUpTimeAtRisk() {
        TrialFleet fleet = new TrialFleet(POLICY).of(2, 3);
        fleet.signal("t1", "alarm:hot", 100);

        // two devices until the event's step, one from then on
        assertThat(fleet.at(300).treated().exposureMs()).isEqualTo(2 * 100 + 200);
        assertThat(fleet.guard(0).control().exposureMs()).isEqualTo(3 * 300);
        assertThat(fleet.guard(0).treated().perDay()).isEqualTo(86_400_000.0 / 400);
    }

    @Test
    void passesTimeEquallyInManyStepsAndInOne() {
        TrialFleet often = new TrialFleet(POLICY).of(2, 3);
        TrialFleet once = new TrialFleet(POLICY).of(2, 3);
        for (long watermark = 0; watermark <= 5_000; watermark += 7) {
            often.evidence.advance(watermark);
        }

        assertThat(often.at(5_000)).isEqualTo(once.at(5_000));
    }

    @Test
    void countsEventsOfOneStepInTheOrderOfScores() {
        Evidence one = new Evidence(POLICY);
        Evidence other = new Evidence(POLICY);
        EvidenceChange.First first = first("a", Arm.TREATED, 0.1, 103);
        EvidenceChange.First second = first("b", Arm.CONTROL, 0.7, 101);
        for (Evidence evidence : new Evidence[] {one, other}) {
            evidence.add(new EvidenceChange.Risk(0, 0, Arm.TREATED, 5, 0));
            evidence.add(new EvidenceChange.Risk(0, 0, Arm.CONTROL, 9, 0));
        }
        one.add(first);
        one.add(second);
        other.add(second);
        other.add(first);
        one.advance(1_000);
        other.advance(1_000);

        assertThat(one.state()).isEqualTo(other.state());
        FirstEventTest expected = new FirstEventTest(POLICY.hazardRatios(), POLICY.margin());
        expected.observe(Arm.TREATED, 5, 9);
        expected.observe(Arm.CONTROL, 4, 9);
        assertThat(one.guards().get(0).harm()).isEqualTo(expected.harm());
    }

    @Test
    void takesSumsForManyDevices() {
        Evidence evidence = new Evidence(POLICY);
        evidence.add(new EvidenceChange.Risk(0, 0, Arm.TREATED, 400_000, 0));
        evidence.add(new EvidenceChange.Risk(50, 0, Arm.TREATED, 0, 100_000));
        evidence.add(new EvidenceChange.Risk(50, 0, Arm.TREATED, 7, 0));
        evidence.advance(100);

        assertThat(evidence.guards().get(0).treated().atRisk()).isEqualTo(300_007);
    }

    @Test
    void countsAlarmsAsFarAsTheyWereJudgedAndTheRestAsFarAsItWasTold() {
        Evidence evidence = new Evidence(plain(guard("hot", "alarm:hot"), guard("b", "reboots")));
        for (int guard = 0; guard < 2; guard++) {
            evidence.add(new EvidenceChange.Risk(0, guard, Arm.TREATED, 5, 0));
        }
        evidence.advance(1_000, 100);
        evidence.add(new EvidenceChange.First(150, 0, Arm.TREATED, "a", 0.1, 1));
        evidence.add(new EvidenceChange.First(150, 1, Arm.TREATED, "a", 0.1, 1));
        assertThat(evidence.late()).isEqualTo(1);
        evidence =
                new Evidence(
                        plain(guard("hot", "alarm:hot"), guard("b", "reboots")), evidence.state());
        evidence.advance(1_000, 1_000);

        assertThat(evidence.guards().get(0).treated())
                .isEqualTo(new GuardEvidence.Count(4, 1, 5 * 150 + 4 * 850));
        assertThat(evidence.guards().get(1).treated())
                .isEqualTo(new GuardEvidence.Count(5, 0, 5 * 1_000));
    }

    @Test
    void losesNothingWhileNobodySaysHowFarAlarmsWereJudged() {
        Evidence evidence = new Evidence(POLICY);
        evidence.advance(1_000, Long.MIN_VALUE);
        evidence.add(new EvidenceChange.Risk(0, 0, Arm.TREATED, 5, 0));
        evidence.add(first("a", Arm.TREATED, 0.1, 103));
        evidence.advance(2_000, Long.MIN_VALUE);
        assertThat(evidence.guards().get(0).treated().events()).isZero();
        evidence.advance(2_000, 200);

        assertThat(evidence.guards().get(0).treated().events()).isEqualTo(1);
        assertThat(evidence.late()).isZero();
    }

    @Test
    void sharesAlphaBetweenGuards() {
        GatePolicy two = plain(guard("hot", "alarm:hot"), guard("reboots", "reboots"));

        assertThat(POLICY.stopAt()).isEqualTo(20);
        assertThat(two.stopAt()).isEqualTo(40);
    }

    private static EvidenceChange.First first(String device, Arm arm, double order, long time) {
        return new EvidenceChange.First(time, 0, arm, device, order, 1);
    }
}
