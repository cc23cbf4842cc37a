package io.fleetstream.jobs.anomaly.domain.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Vectors A1 to A10 and A15; those after it are of order, presence and parents. */
class AlarmVectorsTest {
    private static final AlarmSpec RULE = AlarmSpec.of(Watched.held());

    @Test
    void a1RaisesWhenTheHoldIsOverWithoutAMessage() {
        Watched alarm = Watched.vector(RULE).see(0, 10.5);
        assertThat(alarm.status()).isEqualTo(AlarmStatus.PENDING);
        assertThat(alarm.due()).isEqualTo(15_000);
        assertThat(alarm.until(14.999).told()).isEmpty();
        assertThat(alarm.until(15).told()).containsExactly("RAISED@15");
        assertThat(alarm.see(20, 10.4).told()).containsExactly("RAISED@15");
    }

    @Test
    void a1RaisesAtTheSameTimeIfTheTimerComesLate() {
        Watched alarm = Watched.vector(RULE).see(0, 10.5).see(20, 10.4);
        assertThat(alarm.told()).containsExactly("RAISED@15");
        assertThat(alarm.steps().get(0).value()).isEqualTo(10.5);
    }

    @Test
    void a2BreaksTheHoldWithOneValue() {
        Watched alarm = Watched.vector(RULE).see(0, 11).see(5, 9.9);
        assertThat(alarm.status()).isEqualTo(AlarmStatus.NORMAL);
        assertThat(alarm.see(20, 11).until(100).told()).containsExactly("RAISED@35");
    }

    @Test
    void a3StaysBetweenTheThresholds() {
        Watched alarm = active();
        for (int second = 100; second <= 200; second += 10) {
            alarm.see(second, 9.5);
        }
        assertThat(alarm.until(1000).status()).isEqualTo(AlarmStatus.ACTIVE);
        assertThat(alarm.told()).containsExactly("RAISED@15");
    }

    @Test
    void a4BreaksTheHoldOfClearing() {
        Watched alarm = active().see(100, 8.9).see(120, 9.2).see(140, 8.9).until(169.999);
        assertThat(alarm.told()).containsExactly("RAISED@15");
        assertThat(alarm.until(170).told()).containsExactly("RAISED@15", "CLEARED@170");
        assertThat(alarm.status()).isEqualTo(AlarmStatus.NORMAL);
    }

    @Test
    void a5CountsInARow() {
        Watched alarm = Watched.vector(AlarmSpec.of(Level.atOnce(1).counting(3, 3)));
        alarm.see(1, 11).see(2, 11).see(3, 9).see(4, 11).see(5, 11);
        assertThat(alarm.told()).isEmpty();
        assertThat(alarm.see(6, 11).told()).containsExactly("RAISED@6");
    }

    @Test
    void a6CountsSomeOfTheLast() {
        Watched alarm = Watched.vector(AlarmSpec.of(Level.atOnce(1).counting(3, 5)));
        alarm.see(1, 11).see(2, 9).see(3, 11).see(4, 9);
        assertThat(alarm.told()).isEmpty();
        assertThat(alarm.see(5, 11).told()).containsExactly("RAISED@5");
    }

    @Test
    void a7ClearsAfterAnAcknowledgement() {
        Watched alarm = active().order(AlarmOrder.ACKNOWLEDGE, 50);
        assertThat(alarm.status()).isEqualTo(AlarmStatus.ACKNOWLEDGED);
        assertThat(alarm.see(60, 8).until(90).told())
                .containsExactly("RAISED@15", "ACKED@50", "CLEARED@90");
    }

    @Test
    void a8LatchesUntilAcknowledged() {
        Watched alarm = Watched.vector(RULE.latching()).see(0, 11).see(60, 8).until(90);
        assertThat(alarm.status()).isEqualTo(AlarmStatus.LATCHED);
        assertThat(alarm.order(AlarmOrder.ACKNOWLEDGE, 200).told())
                .containsExactly("RAISED@15", "LATCHED@90", "CLEARED@200");
        assertThat(alarm.status()).isEqualTo(AlarmStatus.NORMAL);
    }

    @Test
    void a9WakesFromASnoozeWithTheLastValue() {
        Watched alarm = active().order(AlarmOrder.SNOOZE, 50, 110).see(80, 12);
        assertThat(alarm.status()).isEqualTo(AlarmStatus.SNOOZE_DISABLED);
        assertThat(alarm.until(1000).told())
                .containsExactly("RAISED@15", "SNOOZED@50", "RAISED@125");
        assertThat(identities(alarm)).hasSize(2);
    }

    @Test
    void a10RaisesAnewAfterAManualClear() {
        Watched alarm = active().see(40, 12).order(AlarmOrder.RESET, 50).see(60, 12).until(100);
        assertThat(alarm.told()).containsExactly("RAISED@15", "CLEARED@50", "RAISED@65");
        assertThat(identities(alarm)).hasSize(2);
    }

    @Test
    void a14RaisesOnceThoughRestoredBefore() {
        // the state is stored and read before every call
        Watched alarm = Watched.vector(RULE).see(0, 10.5).until(10).until(15).until(16);
        assertThat(alarm.told()).containsExactly("RAISED@15");
    }

    @Test
    void a15BeginsTheHoldWithTheSchedule() {
        ZoneId vienna = ZoneId.of("Europe/Vienna");
        Schedule office =
                new Schedule(
                        List.of(
                                new ScheduleWindow(
                                        EnumSet.allOf(DayOfWeek.class),
                                        LocalTime.of(8, 0),
                                        LocalTime.of(18, 0))));
        double eight = ZonedDateTime.of(2026, 7, 1, 8, 0, 0, 0, vienna).toEpochSecond();
        Watched alarm = Watched.vector(RULE.during(office), vienna).see(eight - 600, 12);
        assertThat(alarm.status()).isEqualTo(AlarmStatus.NORMAL);
        assertThat(alarm.until(eight + 3600).told())
                .containsExactly("RAISED@" + (long) (eight + 15));
    }

    private static Watched active() {
        return Watched.vector(RULE).see(0, 11).until(15);
    }

    private static Set<String> identities(Watched alarm) {
        return alarm.steps().stream()
                .map(step -> AlarmIds.of("too-hot", "d1", step.raisedAt()))
                .collect(Collectors.toSet());
    }
}
