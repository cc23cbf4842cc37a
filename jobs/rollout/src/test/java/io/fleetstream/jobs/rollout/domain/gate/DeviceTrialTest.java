package io.fleetstream.jobs.rollout.domain.gate;

import static io.fleetstream.jobs.rollout.domain.gate.TestPolicies.guard;
import static io.fleetstream.jobs.rollout.domain.gate.TestPolicies.plain;
import static io.fleetstream.jobs.rollout.domain.gate.TestPolicies.withGrace;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeviceTrialTest {
    private static final GuardPlan ALARMS = guard("alarms", "alarm:*");
    private final TrialFleet fleet = new TrialFleet(plain(ALARMS)).of(4, 6);

    @Test
    void countsEachDeviceOnceForItsFirstEvent() {
        fleet.signal("t1", "alarm:hot", 100);
        fleet.signal("t1", "alarm:hot", 200);
        fleet.signal("c1", "alarm:cold", 300);

        GuardEvidence evidence = fleet.at(1_000);
        assertThat(evidence.treated().events()).isEqualTo(1);
        assertThat(evidence.treated().atRisk()).isEqualTo(3);
        assertThat(evidence.control().events()).isEqualTo(1);
        assertThat(evidence.control().atRisk()).isEqualTo(5);
    }

    @Test
    void takesAnEarlierEventThatComesLaterInsteadOfTheFirst() {
        fleet.signal("t1", "alarm:hot", 200);
        fleet.evidence.advance(150);
        fleet.signal("t1", "alarm:hot", 160);

        GuardEvidence evidence = fleet.at(1_000);
        assertThat(evidence.treated().events()).isEqualTo(1);
        assertThat(evidence.treated().atRisk()).isEqualTo(3);
        assertThat(fleet.evidence.late()).isZero();
    }

    @Test
    void doesNotCountTwiceWhatIsLate() {
        fleet.signal("t1", "alarm:hot", 200);
        fleet.evidence.advance(500);
        double harm = fleet.guard(0).harm();
        fleet.signal("t1", "alarm:hot", 160);

        GuardEvidence evidence = fleet.at(1_000);
        assertThat(evidence.harm()).isEqualTo(harm);
        assertThat(evidence.treated().events()).isEqualTo(1);
        assertThat(evidence.treated().atRisk()).isEqualTo(3);
        assertThat(fleet.evidence.late()).isEqualTo(2);
    }

    @Test
    void leavesTheRiskSetThoughItsOnlyEventIsTooLateToCount() {
        fleet.evidence.advance(500);
        fleet.signal("t1", "alarm:hot", 160);

        GuardEvidence evidence = fleet.at(1_000);
        assertThat(evidence.treated().events()).isZero();
        assertThat(evidence.treated().atRisk()).isEqualTo(3);
    }

    @Test
    void staysTheSameWhenADeviceIsUpdatedTwice() {
        fleet.evidence.advance(50);
        fleet.learn("t1", trial -> trial.updated(300));

        assertThat(fleet.at(1_000).treated().atRisk()).isEqualTo(4);
        assertThat(fleet.evidence.late()).isZero();
    }

    @Test
    void countsNoRebootThatTheUpdateBringsAboutItself() {
        TrialFleet rebooting = new TrialFleet(plain(guard("restarts", "reboots"))).of(4, 6);
        rebooting.learn("c1", trial -> trial.opened(50, true));
        rebooting.signal("c1", "reboots", 60);
        rebooting.learn("c1", trial -> trial.updated(70));
        assertThat(rebooting.at(100).treated().atRisk()).isEqualTo(5);
        assertThat(rebooting.at(100).treated().events()).isZero();

        rebooting.learn("c2", trial -> trial.opened(50, true));
        rebooting.signal("c2", "reboots", 160);
        rebooting.signal("c2", "reboots", 165);
        rebooting.learn("c2", trial -> trial.updated(170));
        assertThat(rebooting.at(200).treated().atRisk()).as("only one is its own").isEqualTo(5);

        rebooting.signal("c1", "reboots", 300);
        assertThat(rebooting.at(1_000).treated().events()).isEqualTo(1);
    }

    @Test
    void leavesWithTheGroupWithoutAnEvent() {
        fleet.learn("t1", trial -> trial.left(100));
        fleet.learn("c1", trial -> trial.left(100));
        fleet.signal("t1", "alarm:hot", 150);

        GuardEvidence evidence = fleet.at(1_000);
        assertThat(evidence.treated().atRisk()).isEqualTo(3);
        assertThat(evidence.control().atRisk()).isEqualTo(5);
        assertThat(evidence.harm()).isEqualTo(1);
    }

    @Test
    void goesOutOfTheTestWhenItIsRolledBack() {
        fleet.signal("t1", "alarm:hot", 90);
        fleet.learn("t1", trial -> trial.left(100));
        fleet.learn("t2", trial -> trial.left(100));
        fleet.signal("t2", "alarm:hot", 110);

        GuardEvidence evidence = fleet.at(1_000);
        assertThat(evidence.treated().events()).isEqualTo(1);
        assertThat(evidence.treated().atRisk()).isEqualTo(2);
    }

    @Test
    void crossesOverWhenItsStageIsOpened() {
        fleet.evidence.advance(100);
        fleet.learn("c1", trial -> trial.opened(200, true));
        assertThat(fleet.at(300).control().atRisk()).isEqualTo(5);
        assertThat(fleet.guard(0).treated().atRisk()).isEqualTo(4);

        fleet.learn("c1", trial -> trial.updated(400));
        assertThat(fleet.at(500).treated().atRisk()).isEqualTo(5);
    }

    @Test
    void takesOutWhoHasAnEventBetweenItsStageAndItsUpdate() {
        fleet.learn("c1", trial -> trial.opened(200, true));
        fleet.signal("c1", "alarm:hot", 300);
        fleet.learn("c1", trial -> trial.updated(400));

        GuardEvidence evidence = fleet.at(1_000);
        assertThat(evidence.treated().events() + evidence.control().events()).isZero();
        assertThat(evidence.treated().atRisk()).isEqualTo(4);
    }

    @Test
    void countsHarmDoneBeforeSuccessIsReported() {
        fleet.learn("c1", trial -> trial.opened(200, true));
        fleet.learn("c1", trial -> trial.begun(250));
        assertThat(fleet.at(260).treated().atRisk()).isEqualTo(5);

        fleet.signal("c1", "alarm:hot", 300);
        fleet.learn("c1", trial -> trial.updated(400));
        GuardEvidence evidence = fleet.at(1_000);
        assertThat(evidence.treated().events()).isEqualTo(1);
        assertThat(evidence.treated().atRisk()).isEqualTo(4);
        assertThat(fleet.evidence.late()).isZero();
    }

    @Test
    void successChangesNothingForADeviceThatHasBegun() {
        fleet.learn("c1", trial -> trial.opened(200, true));
        fleet.learn("c1", trial -> trial.begun(250));
        fleet.evidence.advance(500);
        double harm = fleet.guard(0).harm();
        fleet.learn("c1", trial -> trial.updated(400));

        assertThat(fleet.at(1_000).treated().atRisk()).isEqualTo(5);
        assertThat(fleet.guard(0).harm()).isEqualTo(harm);
        assertThat(fleet.evidence.late()).isZero();
    }

    @Test
    void isNotAtRiskInTheGracePeriodsAfterBeginningAndAfterSuccess() {
        TrialFleet patient = new TrialFleet(withGrace(100, ALARMS)).of(4, 6);
        patient.learn("c1", trial -> trial.opened(1_000, true).begun(1_200).updated(2_000));
        assertThat(patient.at(1_299).treated().atRisk()).isEqualTo(4);
        assertThat(patient.at(1_999).treated().atRisk()).isEqualTo(5);
        assertThat(patient.at(2_099).treated().atRisk()).isEqualTo(4);

        patient.signal("c1", "alarm:hot", 2_050);
        assertThat(patient.at(2_150).treated().atRisk()).isEqualTo(5);
        assertThat(patient.at(2_150).treated().events()).isZero();

        patient.signal("c1", "alarm:hot", 2_200);
        assertThat(patient.at(3_000).treated().events()).isEqualTo(1);
        assertThat(patient.at(3_000).treated().atRisk()).isEqualTo(4);
    }

    @Test
    void aSecondRebootBeforeSuccessIsNotTheUpdatesOwn() {
        TrialFleet rebooting = new TrialFleet(plain(guard("restarts", "reboots"))).of(4, 6);
        rebooting.learn("c1", trial -> trial.opened(50, true).begun(55));
        rebooting.signal("c1", "reboots", 60);
        assertThat(rebooting.at(61).treated().events()).isZero();

        rebooting.signal("c1", "reboots", 65);
        assertThat(rebooting.at(100).treated().events()).isEqualTo(1);
    }

    @Test
    void countsNothingWhileDevicesReboot() {
        TrialFleet patient = new TrialFleet(withGrace(100, ALARMS)).of(4, 6);
        patient.signal("t1", "alarm:hot", 99);
        patient.signal("c1", "alarm:hot", 99);
        assertThat(patient.at(200).treated().atRisk()).isEqualTo(4);

        patient.signal("t1", "alarm:hot", 250);
        patient.signal("c1", "alarm:hot", 250);
        GuardEvidence evidence = patient.at(1_000);
        assertThat(evidence.treated().events()).isEqualTo(1);
        assertThat(evidence.control().events()).isEqualTo(1);
    }

    @Test
    void countsAFailureThoughTheDeviceNeverHadTheUpdate() {
        TrialFleet failing = new TrialFleet(plain(guard("broken", "failed", "timed-out"))).of(2, 2);
        failing.learn("c1", trial -> trial.opened(200, true));
        failing.ended("c1", "failed", 300);
        failing.ended("c1", "failed", 350);
        failing.ended("t1", "rejected", 300);

        GuardEvidence evidence = failing.at(1_000);
        assertThat(evidence.treated().events()).isEqualTo(1);
        assertThat(evidence.treated().atRisk()).isEqualTo(2);
        assertThat(evidence.control().atRisk()).isEqualTo(1);
    }

    @Test
    void keepsGuardsApart() {
        TrialFleet two =
                new TrialFleet(plain(guard("hot", "alarm:hot"), guard("reboots", "reboots")))
                        .of(4, 6);
        two.signal("t1", "alarm:hot", 100);
        two.signal("t1", "alarm:cold", 100);
        two.evidence.advance(1_000);

        assertThat(two.guard(0).treated().atRisk()).isEqualTo(3);
        assertThat(two.guard(1).treated().atRisk()).isEqualTo(4);
    }
}
