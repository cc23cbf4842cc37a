package io.fleetstream.jobs.anomaly.domain.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The table of states, move by move, and what goes beyond the vectors. */
class AlarmMachineTest {
    private static final AlarmSpec AT_ONCE = AlarmSpec.of(Level.atOnce(1));
    private static final double[] ABOVE = {10, 20};
    private static final double[] BELOW = {9, 18};

    @Test
    void raisesAtOnceWithoutAHold() {
        Watched alarm = Watched.vector(AT_ONCE).see(3, 11);
        assertThat(alarm.told()).containsExactly("RAISED@3");
        AlarmStep raised = alarm.steps().get(0);
        assertThat(raised.status()).isEqualTo(AlarmStatus.ACTIVE);
        assertThat(raised.raisedAt()).isEqualTo(3000);
        assertThat(raised.step()).isEqualTo(1);
        assertThat(raised.count()).isEqualTo(1);
    }

    @Test
    void tellsOncePerAlarmAndNotPerValue() {
        Watched alarm = Watched.vector(AT_ONCE);
        for (int second = 0; second < 100; second++) {
            alarm.see(second, 11);
        }
        assertThat(alarm.told()).containsExactly("RAISED@0");
    }

    @Test
    void isRaisedAgainUnderTheSameIdentityWhileLatched() {
        Watched alarm = Watched.vector(AT_ONCE.latching()).see(1, 11).see(2, 8).see(3, 11);
        assertThat(alarm.told()).containsExactly("RAISED@1", "LATCHED@2", "RAISED@3");
        AlarmStep again = alarm.steps().get(2);
        assertThat(again.raisedAt()).isEqualTo(1000);
        assertThat(again.count()).isEqualTo(2);
        assertThat(again.step()).isEqualTo(3);
    }

    @Test
    void doesNotLatchWhatWasAcknowledged() {
        Watched alarm = Watched.vector(AT_ONCE.latching()).see(1, 11);
        alarm.order(AlarmOrder.ACKNOWLEDGE, 2).see(3, 8);
        assertThat(alarm.told()).containsExactly("RAISED@1", "ACKED@2", "CLEARED@3");
    }

    @Test
    void ignoresOrdersThatHaveNothingToChange() {
        Watched alarm = Watched.vector(AT_ONCE);
        assertThat(alarm.tryOrder(AlarmOrder.ACKNOWLEDGE, 1, 0)).isFalse();
        assertThat(alarm.tryOrder(AlarmOrder.ENABLE, 1, 0)).isFalse();
        assertThat(alarm.tryOrder(AlarmOrder.RESET, 1, 0)).isFalse();
        assertThat(alarm.tryOrder(AlarmOrder.SNOOZE, 5, 5)).isFalse();
        assertThat(alarm.tryOrder(AlarmOrder.DISABLE, 6, 0)).isTrue();
        assertThat(alarm.tryOrder(AlarmOrder.DISABLE, 7, 0)).isFalse();
        assertThat(alarm.told()).isEmpty();
    }

    @Test
    void isQuietWhileDisabledAndJudgesTheLastValueWhenEnabled() {
        Watched alarm = Watched.vector(AT_ONCE).see(1, 11).order(AlarmOrder.DISABLE, 2);
        assertThat(alarm.status()).isEqualTo(AlarmStatus.DISABLED);
        alarm.see(3, 8).see(4, 12).until(1000);
        assertThat(alarm.told()).containsExactly("RAISED@1", "CLEARED@2");
        assertThat(alarm.order(AlarmOrder.ENABLE, 2000).told())
                .containsExactly("RAISED@1", "CLEARED@2", "RAISED@2000");
    }

    @Test
    void cutsASnoozeShortWhenEnabled() {
        Watched alarm = Watched.vector(AT_ONCE).order(AlarmOrder.SNOOZE, 1, 100).see(2, 11);
        assertThat(alarm.order(AlarmOrder.ENABLE, 3).until(200).told())
                .containsExactly("SNOOZED@1", "RAISED@3");
    }

    @Test
    void snoozesWithoutAnAlarmUnderNoIdentity() {
        Watched alarm = Watched.vector(AT_ONCE).order(AlarmOrder.SNOOZE, 1, 100);
        assertThat(alarm.steps().get(0).raisedAt()).isEqualTo(AlarmStep.NONE);
        assertThat(alarm.until(100).status()).isEqualTo(AlarmStatus.NORMAL);
    }

    @Test
    void climbsAndDescendsSeveritiesWithTheirOwnHolds() {
        AlarmSpec spec =
                AlarmSpec.of(
                        Level.atOnce(3).holding(5000, 10_000), Level.atOnce(1).holding(0, 60_000));
        Watched alarm = Watched.levels(spec, ABOVE, BELOW);
        alarm.see(0, 12).see(10, 25).see(30, 15).see(50, 5).until(200);
        assertThat(alarm.told())
                .containsExactly(
                        "RAISED(1)@0",
                        "SEVERITY_UP(3)@15",
                        "SEVERITY_DOWN(1)@40",
                        "CLEARED(1)@110");
        assertThat(alarm.steps()).extracting(AlarmStep::raisedAt).containsOnly(0L);
    }

    @Test
    void bringsTheMilderSeverityWithTheWorseOne() {
        AlarmSpec spec = AlarmSpec.of(Level.atOnce(1).holding(60_000, 0), Level.atOnce(3));
        Watched alarm = Watched.levels(spec, ABOVE, BELOW).see(0, 25).see(10, 15).see(20, 5);
        assertThat(alarm.told())
                .containsExactly("RAISED(3)@0", "SEVERITY_DOWN(1)@10", "CLEARED(1)@20");
    }

    @Test
    void jumpsOverSeveritiesInOneStep() {
        AlarmSpec spec = AlarmSpec.of(Level.atOnce(1), Level.atOnce(3));
        Watched alarm = Watched.levels(spec, ABOVE, BELOW).see(0, 25).see(1, 5);
        assertThat(alarm.told()).containsExactly("RAISED(3)@0", "CLEARED(3)@1");
    }

    @Test
    void needsANewAcknowledgementWhenItGetsWorse() {
        AlarmSpec spec = AlarmSpec.of(Level.atOnce(1), Level.atOnce(3)).latching();
        Watched alarm = Watched.levels(spec, ABOVE, BELOW);
        alarm.see(0, 12).order(AlarmOrder.ACKNOWLEDGE, 1).see(2, 25);
        assertThat(alarm.status()).isEqualTo(AlarmStatus.ACTIVE);
        alarm.order(AlarmOrder.ACKNOWLEDGE, 3).see(4, 12);
        assertThat(alarm.status()).isEqualTo(AlarmStatus.ACKNOWLEDGED);
    }

    @Test
    void remindsUntilAcknowledged() {
        Watched alarm = Watched.vector(AT_ONCE.reminding(60_000)).see(0, 11).until(150);
        assertThat(alarm.told()).containsExactly("RAISED@0", "REMINDER@60", "REMINDER@120");
        assertThat(alarm.order(AlarmOrder.ACKNOWLEDGE, 160).until(1000).told()).hasSize(4);
    }

    @Test
    void holdsRemindersBackWhileFlapping() {
        AlarmSpec spec = AT_ONCE.reminding(60_000).flappingAfter(3, 100_000);
        Watched alarm = Watched.vector(spec).see(0, 11).see(10, 8).see(20, 11).see(30, 8);
        assertThat(alarm.told())
                .containsExactly(
                        "RAISED@0", "CLEARED@10", "RAISED@20", "CLEARED@30", "FLAPPING@30");
        alarm.see(40, 11).until(200);
        // the reminder of second 100 fell into the window of the changes
        assertThat(alarm.told().subList(5, alarm.told().size()))
                .containsExactly("RAISED@40", "REMINDER@160");
    }

    @Test
    void startsAHoldAnewWhenTheScheduleCutItShort() {
        Watched alarm = Watched.vector(AlarmSpec.of(Watched.held()).during(minutes(8 * 60)));
        double nine = 9 * 3600;
        alarm.see(nine - 10, 11).until(nine + 3600);
        assertThat(alarm.told()).isEmpty();
        assertThat(alarm.until(24 * 3600 + nine).told())
                .containsExactly("RAISED@" + (24 * 3600 + 8 * 3600 + 15));
    }

    @Test
    void clearsOutsideOfTheSchedule() {
        Watched alarm = Watched.vector(AT_ONCE.during(minutes(8 * 60)));
        alarm.see(8.5 * 3600, 11).see(10 * 3600, 8).see(11 * 3600, 12);
        assertThat(alarm.told()).containsExactly("RAISED@30600", "CLEARED@36000");
    }

    @Test
    void doesNotClearWhileTheValueAlsoRaises() {
        double[] above = {10};
        double[] below = {12};
        Watched alarm = Watched.levels(AT_ONCE, above, below).see(1, 11).see(2, 11).see(3, 10);
        assertThat(alarm.told()).containsExactly("RAISED@1", "CLEARED@3");
    }

    @Test
    void countsOnWhereTheIdentityIsTheSame() {
        Watched alarm = Watched.vector(AT_ONCE).see(1, 11).order(AlarmOrder.RESET, 1);
        assertThat(alarm.told()).containsExactly("RAISED@1", "CLEARED@1", "RAISED@1");
        assertThat(alarm.steps()).extracting(AlarmStep::step).containsExactly(1, 2, 3);
    }

    @Test
    void forgetsWhatIsOver() {
        Watched alarm = Watched.vector(AT_ONCE.flappingAfter(3, 5000)).see(0, 11).see(1, 8);
        assertThat(alarm.state().isBlank()).isFalse();
        assertThat(alarm.see(7, 8).state().isBlank()).isTrue();
    }

    private static Schedule minutes(int from) {
        return new Schedule(
                List.of(
                        new ScheduleWindow(
                                Set.of(DayOfWeek.values()),
                                LocalTime.ofSecondOfDay(from * 60L),
                                LocalTime.ofSecondOfDay(from * 60L + 3600))));
    }
}
