package io.fleetstream.jobs.anomaly.domain.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.anomaly.domain.alarm.AlarmIds;
import io.fleetstream.jobs.anomaly.domain.alarm.AlarmOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceDeskTest {
    private static final String HOLD =
            "{rule: hot, metric: t, levels: [{above: 10, hold: PT15S,"
                    + " clear: {below: 9, hold: PT30S}}]}";
    private static final String AT_ONCE = "{rule: hot, metric: t, levels: [{above: 10}]}";
    private static final String COUNT =
            "{rule: count, metric: t, levels: [{above: 10, count: 3 of 5}]}";
    private static final String TWO =
            "{rule: two, metric: t, levels: [{severity: minor, above: 10, hold: PT5S},"
                    + " {severity: critical, above: 11, hysteresis: 1}]}";
    private static final String OFFLINE =
            "{rule: offline, presence: {times: 3, interval: PT1M, offline-after: PT5M}}";

    @Test
    void a1RaisesByArrivalTimeWithoutAReading() {
        Desk desk = new Desk(1, HOLD).see(0, "t", 10.5);
        assertThat(desk.until(1).due()).isEqualTo(16);
        assertThat(desk.until(15.999).told()).isEmpty();
        assertThat(desk.until(16).told()).containsExactly("hot RAISED@15.0");
        assertThat(desk.see(20, "t", 10.4).until(100).told()).containsExactly("hot RAISED@15.0");
    }

    @Test
    void a13PutsReadingsInOrder() {
        Desk ordered = new Desk(20, AT_ONCE).see(0, "t", 11).see(10, "t", 9).until(1000);
        Desk shuffled = new Desk(20, AT_ONCE).see(10, 10, "t", 9).see(0, 10, "t", 11).until(1000);
        assertThat(shuffled.told()).containsExactly("hot RAISED@0.0", "hot CLEARED@10.0");
        assertThat(ordered.told()).isEqualTo(shuffled.told());
    }

    @Test
    void setsAsideWhatIsLaterThanTheBound() {
        Desk desk = new Desk(1, AT_ONCE).see(0, "t", 9).see(10, "t", 9).until(100);
        assertThat(desk.see(5, 101, "t", 11).rejected()).containsExactly("late 5.0");
        assertThat(desk.until(200).told()).isEmpty();
    }

    @Test
    void setsAsideWhatIsLaterThanADecision() {
        Desk desk = new Desk(1, HOLD).see(0, "t", 11).until(16).see(14, 17, "t", 8);
        assertThat(desk.rejected()).containsExactly("late 14.0");
        assertThat(desk.until(100).told()).containsExactly("hot RAISED@15.0");
    }

    @Test
    void countsWhatComesAgainOnce() {
        Desk desk = new Desk(1, COUNT);
        Sample sample = Desk.sample(1, 1, 0, "t", 11);
        desk.take(sample).take(sample).until(3).take(sample).until(10);
        assertThat(desk.rejected()).containsExactly("repeated 1.0", "repeated 1.0");
        assertThat(desk.told()).isEmpty();
    }

    @Test
    void judgesBacklogByItsOwnClock() {
        Desk desk = new Desk(1, HOLD);
        for (int second = 0; second < 3600; second += 10) {
            desk.see(second, 7200 + second / 5.0, "t", second % 20 == 0 ? 11 : 8);
        }
        assertThat(desk.until(7200 + 720).told()).isEmpty();
        assertThat(desk.rejected()).isEmpty();
    }

    @Test
    void obeysOrdersInTheirPlace() {
        Desk desk = new Desk(1, AT_ONCE).see(0, "t", 11).see(5, "t", 11);
        desk.order(AlarmOrder.ACKNOWLEDGE, 3, "hot", "").until(6).see(10, "t", 8).until(20);
        assertThat(desk.told())
                .containsExactly("hot RAISED@0.0", "hot ACKED@3.0", "hot CLEARED@10.0");
        assertThat(desk.happened().get(1).order().actor()).isEqualTo("me");
        assertThat(desk.happened().get(2).order()).isNull();
    }

    @Test
    void obeysNoOrderForAnotherAlarm() {
        Desk desk = new Desk(1, AT_ONCE).see(0, "t", 11).until(2);
        desk.order(AlarmOrder.ACKNOWLEDGE, 3, "hot", AlarmIds.of("hot", "d1", 7)).until(5);
        desk.order(AlarmOrder.ACKNOWLEDGE, 6, "cold", "").until(8);
        assertThat(desk.rejected()).containsExactly("ignored ACKNOWLEDGE", "ignored ACKNOWLEDGE");
        desk.order(AlarmOrder.ACKNOWLEDGE, 9, "hot", AlarmIds.of("hot", "d1", 0)).until(11);
        assertThat(desk.told()).containsExactly("hot RAISED@0.0", "hot ACKED@9.0");
    }

    @Test
    void carriesAnAlarmOverToANewVersion() {
        Desk desk = new Desk(0, TWO).see(0, "t", 15);
        desk.rule(2, "{rule: two, metric: t, levels: [{severity: critical, above: 20}]}");
        desk.see(1, "t", 15).see(2, "t", 25);
        assertThat(desk.told())
                .containsExactly("two RAISED@0.0", "two CLEARED@1.0", "two RAISED@2.0");
        assertThat(desk.happened()).extracting(Happening::version).containsExactly(1, 2, 2);
    }

    @Test
    void closesAlarmsWhoseRuleIsGone() {
        Desk desk = new Desk(0, AT_ONCE).see(0, "t", 15).withoutRule("hot").see(1, "t", 15);
        assertThat(desk.told()).containsExactly("hot RAISED@0.0", "hot CLEARED@1.0");
        assertThat(desk.card().alarms).isEmpty();
    }

    @Test
    void appliesRulesToTheDevicesTheyPick() {
        String rule = "{rule: hot, devices: model=m-1, metric: t, levels: [{above: 10}]}";
        Attributes device = Attributes.UNKNOWN.withPlace("acme", "plant", "motor", "m-1", "1.0");
        assertThat(new Desk(0, rule).see(0, "t", 11).told()).isEmpty();
        assertThat(new Desk(0, rule).described(device).see(0, "t", 11).told()).hasSize(1);
    }

    @Test
    void judgesSeveralMetricsByTheirLastValues() {
        String rule = "{rule: dry, metric: t, levels: [{when: value > 10.0 && metrics.h < 20.0}]}";
        Desk desk = new Desk(0, rule).see(0, "t", 11).see(1, "h", 10).see(2, "h", 30);
        assertThat(desk.told()).containsExactly("dry RAISED@1.0", "dry CLEARED@2.0");
    }

    @Test
    void takesThresholdsFromTheShadow() {
        String structured =
                "{rule: hot, metric: t, levels: [{above: {attribute: shadow.desired.max}}]}";
        String expression =
                "{rule: far, metric: t, levels: [{when: value > shadow.desired.max"
                        + " && shadow.reported.mode == 'auto'}]}";
        Desk desk = new Desk(0, structured, expression).see(0, "t", 50);
        assertThat(desk.told()).isEmpty();
        desk.shadow("{\"max\":30}", "{\"mode\":\"auto\"}").see(1, "t", 29).see(2, "t", 31);
        assertThat(desk.told()).containsExactly("far RAISED@2.0", "hot RAISED@2.0");
        assertThat(desk.shadow("", "").see(3, "t", 29).told()).hasSize(2);
    }

    @Test
    void a11RaisesAndClearsPresence() {
        Desk desk = new Desk(1, OFFLINE).see(0, "t", 1).see(60, "t", 1);
        assertThat(desk.until(239.999).told()).isEmpty();
        assertThat(desk.until(240).see(241, "t", 1).told())
                .containsExactly("offline RAISED@240.0", "offline CLEARED@241.0");
    }

    @Test
    void a12WatchesOneMetric() {
        String rule = "{rule: quiet, metric: t, presence: {times: 3, interval: PT1M}}";
        Desk desk = new Desk(1, rule, OFFLINE).see(0, "t", 1);
        for (int second = 0; second <= 600; second += 60) {
            desk.see(second, "battery", 1);
        }
        assertThat(desk.told()).containsExactly("quiet RAISED@180.0");
    }

    @Test
    void takesADevicesWordForBeingOffline() {
        String rule = "{rule: offline, presence: {times: 0, offline-after: PT5M}}";
        Desk desk = new Desk(1, rule).see(0, "t", 1).said(false, 10).until(309);
        assertThat(desk.told()).isEmpty();
        assertThat(desk.until(310).said(true, 400).told())
                .containsExactly("offline RAISED@310.0", "offline CLEARED@400.0");
    }

    @Test
    void forgetsPresenceWhereTheRuleDoesNotApplyAnyMore() {
        String rule = "{rule: offline, devices: model=m-1, presence: {interval: PT1M}}";
        Attributes device = Attributes.UNKNOWN.withPlace("acme", "plant", "motor", "m-1", "");
        Desk desk = new Desk(1, rule).described(device).see(0, "t", 1);
        assertThat(desk.described(Attributes.UNKNOWN).until(1000).told()).isEmpty();
        assertThat(desk.card().presence).isEmpty();
    }

    @Test
    void remembersNothingOfADeviceThatWasOnlyNamed() {
        Desk desk = new Desk(1, HOLD).order(AlarmOrder.ACKNOWLEDGE, 1, "hot", "");
        assertThat(desk.card().isBlank()).isFalse();
        assertThat(desk.until(10).card().isBlank()).isTrue();
    }

    @Test
    void remembersLittleOfADeviceThatIsWell() {
        Desk desk = new Desk(1, HOLD, COUNT, TWO, OFFLINE);
        for (int second = 0; second < 600; second++) {
            desk.see(second, "t", 5);
        }
        assertThat(new DeviceCardCodec().write(desk.until(700).card()).length).isLessThan(100);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void givesTheSameAlarmsForReadingsShuffledInsideTheBoundAndRepeated(long seed) {
        Random random = new Random(seed);
        double bound = 3;
        List<Sample> ordered = new ArrayList<>();
        List<Sample> shuffled = new ArrayList<>();
        double value = 10;
        for (int offset = 0; offset < 1500; offset++) {
            value += random.nextGaussian() * 0.5 + (10 - value) * 0.02;
            double second = offset * 0.7 + (offset / 300) * 60;
            ordered.add(Desk.sample(second, second + 0.05, offset, "t", value));
            double arrival = second + 0.05 + random.nextDouble() * bound;
            shuffled.add(Desk.sample(second, arrival, offset, "t", value));
            if (random.nextInt(10) == 0) {
                double again = arrival + random.nextInt(10);
                shuffled.add(Desk.sample(second, again, offset, "t", value));
            }
        }
        shuffled.sort(Comparator.comparingLong(Sample::arrival));
        Map<String, List<String>> expected = play(bound, ordered, random, false);
        assertThat(expected)
                .hasSize(3)
                .allSatisfy((rule, told) -> assertThat(told).hasSizeGreaterThan(1));
        assertThat(play(bound, shuffled, random, true)).isEqualTo(expected);
    }

    private static Map<String, List<String>> play(
            double bound, List<Sample> samples, Random random, boolean timers) {
        Desk desk = new Desk(bound, HOLD, COUNT, TWO);
        for (Sample sample : samples) {
            // timers come when they come, but never before what arrived earlier
            if (timers && random.nextInt(3) == 0) {
                desk.until((sample.arrival() - 1) / 1000.0);
            }
            desk.take(sample);
        }
        desk.until(10_000);
        assertThat(desk.rejected()).noneMatch(line -> !timers || line.startsWith("ignored"));
        Map<String, List<String>> told = new HashMap<>();
        for (Happening one : desk.happened()) {
            told.computeIfAbsent(one.rule(), rule -> new ArrayList<>()).add(one.step().toString());
        }
        return told;
    }
}
