package io.fleetstream.jobs.anomaly.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fleetstream.jobs.anomaly.domain.alarm.AlarmIds;
import io.fleetstream.jobs.anomaly.domain.alarm.AlarmOrder;
import io.fleetstream.jobs.anomaly.domain.watch.Attributes;
import io.fleetstream.jobs.anomaly.state.CohortRow;
import io.fleetstream.jobs.anomaly.state.ReferenceRow;
import io.fleetstream.schemas.AlarmChangeKind;
import io.fleetstream.schemas.AlarmEvent;
import io.fleetstream.schemas.AlarmSeverity;
import io.fleetstream.schemas.AlarmState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchDeviceFunctionTest {
    private static final WatchOptions OPTIONS =
            new WatchOptions(Duration.ofSeconds(1), Duration.ofSeconds(10));
    private static final String HOLD =
            "{rule: hot, description: Too hot., metric: t, notify-device: true, levels:"
                    + " [{severity: critical, above: 10, hold: PT15S,"
                    + " clear: {below: 9, hold: PT30S}}]}";
    private static final String AT_ONCE = "{rule: hot, metric: t, levels: [{above: 10}]}";
    private static final String TRIAL =
            "{rule: hot, mode: shadow, notify-device: true, metric: t, levels: [{above: 10}]}";
    private static final String OFFLINE =
            "{rule: offline, presence: {times: 3, interval: PT1M, offline-after: PT5M}}";

    @Test
    void raisesByTimerAndTellsEverything() throws Exception {
        try (WatchHarness harness = new WatchHarness(OPTIONS)) {
            harness.rule(7, "hot", HOLD).see("d1", 0, "t", 11).until(15.9);
            assertThat(harness.told()).isEmpty();
            harness.until(16);
            assertThat(harness.told()).containsExactly("hot RAISED@15.0");
            AlarmEvent event = harness.alarms().get(0);
            assertThat(event.getAlarmId()).isEqualTo(AlarmIds.of("hot", "d1", 15_000));
            assertThat(event.getRuleVersion()).isEqualTo(7);
            assertThat(event.getSite()).isEqualTo("plant");
            assertThat(event.getModel()).isEqualTo("m-1");
            assertThat(event.getState()).isEqualTo(AlarmState.ACTIVE);
            assertThat(event.getSeverity()).isEqualTo(AlarmSeverity.CRITICAL);
            assertThat(event.getValue()).isEqualTo(11);
            assertThat(event.getComment()).isEqualTo("Too hot.");
            assertThat(event.getOnTrial()).isFalse();
            String alert = new String(harness.downlink().get(0).value(), StandardCharsets.UTF_8);
            assertThat(alert).contains("\"change\":\"RAISED\"", "1970-01-01T00:00:15Z");
        }
    }

    @Test
    void a14RaisesOnceAcrossARestart() throws Exception {
        try (WatchHarness harness = new WatchHarness(OPTIONS)) {
            harness.rule(1, "hot", HOLD).see("d1", 0, "t", 11).until(10).restarted();
            harness.until(100).restarted().until(200);
            assertThat(harness.told()).containsExactly("hot RAISED@15.0");
        }
    }

    @Test
    void keepsRulesAcrossARestart() throws Exception {
        try (WatchHarness harness = new WatchHarness(OPTIONS)) {
            harness.rule(1, "hot", AT_ONCE).restarted().see("d1", 0, "t", 11).until(5);
            assertThat(harness.told()).containsExactly("hot RAISED@0.0");
        }
    }

    @Test
    void changesRulesWithoutARestart() throws Exception {
        try (WatchHarness harness = new WatchHarness(OPTIONS)) {
            harness.rule(1, "hot", AT_ONCE).see("d1", 0, "t", 11).until(2);
            harness.rule(2, "hot", AT_ONCE.replace("10", "20")).see("d1", 3, "t", 15).until(5);
            harness.rule(3, "hot", null).see("d2", 6, "t", 50).until(8);
            assertThat(harness.told()).containsExactly("hot RAISED@0.0", "hot CLEARED@3.0");
            assertThat(harness.alarms())
                    .extracting(AlarmEvent::getRuleVersion)
                    .containsExactly(1, 2);
        }
    }

    @Test
    void endsAlarmsOfADeletedRuleAsItWasLast() throws Exception {
        String trial = TRIAL.replace("}]}", "}], group: {by: site}}");
        try (WatchHarness harness = new WatchHarness(OPTIONS)) {
            harness.rule(1, "hot", trial).see("d1", 0, "t", 11).until(2).rule(0, "hot", null);
            harness.restarted().see("d1", 3, "t", 11).until(5);
            assertThat(harness.alarms()).isEmpty();
            assertThat(harness.grouped())
                    .extracting(GroupInput::event)
                    .extracting(
                            AlarmEvent::getChange, AlarmEvent::getOnTrial, AlarmEvent::getComment)
                    .containsExactly(
                            tuple(AlarmChangeKind.RAISED, true, null),
                            tuple(AlarmChangeKind.CLEARED, true, "rule deleted"));
        }
    }

    @Test
    void putsLateReadingsAside() throws Exception {
        try (WatchHarness harness = new WatchHarness(OPTIONS)) {
            harness.rule(1, "hot", AT_ONCE).see("d1", 10, "t", 1).see("d1", 20, "t", 1).until(30);
            harness.see("d1", 5, 31, "t", 11).until(40);
            assertThat(harness.told()).isEmpty();
            assertThat(harness.late()).isEqualTo(1);
        }
    }

    @Test
    void waitsLongerForDevicesOfAModelThatNeedsIt() throws Exception {
        WatchOptions patient =
                new WatchOptions(
                        Duration.ofSeconds(1),
                        Map.of("m-1", Duration.ofSeconds(5)),
                        Duration.ofSeconds(10));
        try (WatchHarness harness = new WatchHarness(patient)) {
            harness.rule(1, "hot", AT_ONCE).see("d1", 10, "t", 1).see("d1", 14, "t", 1);
            harness.see("d1", 11, 14.5, "t", 11).until(30);
            assertThat(harness.late()).isZero();
            assertThat(harness.told()).containsExactly("hot RAISED@11.0", "hot CLEARED@14.0");
        }
    }

    @Test
    void obeysOrders() throws Exception {
        try (WatchHarness harness = new WatchHarness(OPTIONS)) {
            harness.rule(1, "hot", AT_ONCE).see("d1", 0, "t", 11).until(2);
            harness.order("d1", 3, "hot", AlarmOrder.ACKNOWLEDGE).until(5);
            assertThat(harness.told()).containsExactly("hot RAISED@0.0", "hot ACKED@3.0");
            AlarmEvent acknowledged = harness.alarms().get(1);
            assertThat(acknowledged.getActor()).isEqualTo("me");
            assertThat(acknowledged.getCommandId()).isEqualTo("c1");
            assertThat(acknowledged.getComment()).isEqualTo("seen");
            assertThat(acknowledged.getState()).isEqualTo(AlarmState.ACKNOWLEDGED);
        }
    }

    @Test
    void marksAlarmsOfARuleOnTrialAndTellsNoDevice() throws Exception {
        try (WatchHarness harness = new WatchHarness(OPTIONS)) {
            harness.rule(1, "hot", TRIAL).see("d1", 0, "t", 11).until(2);
            assertThat(harness.alarms())
                    .singleElement()
                    .extracting(AlarmEvent::getOnTrial)
                    .isEqualTo(true);
            assertThat(harness.downlink()).isEmpty();
        }
    }

    @Test
    void looksAtSilenceOnTheTicksOfTheDevice() throws Exception {
        try (WatchHarness harness = new WatchHarness(OPTIONS)) {
            harness.rule(1, "offline", OFFLINE);
            for (int second = 0; second <= 600; second += 60) {
                harness.see("d1", second, "t", 1).until(second);
                // one for presence, which stays where it is while messages come
                assertThat(harness.timers()).isEqualTo(1);
            }
            harness.until(779.9);
            assertThat(harness.told()).isEmpty();
            harness.until(790).see("d1", 800, "t", 1).until(801);
            assertThat(harness.told())
                    .containsExactly("offline RAISED@780.0", "offline CLEARED@800.0");
        }
    }

    @Test
    void takesADevicesWordForBeingOffline() throws Exception {
        try (WatchHarness harness = new WatchHarness(OPTIONS)) {
            String rule = "{rule: offline, presence: {times: 0, offline-after: PT5M}}";
            harness.rule(1, "offline", rule).see("d1", 0, "t", 1).said("d1", 10, false).until(330);
            assertThat(harness.told()).containsExactly("offline RAISED@310.0");
        }
    }

    @Test
    void handsAlarmsOfAGroupOverToIt() throws Exception {
        String rule = "{rule: offline, presence: {times: 3, interval: PT1M, group: {by: site}}}";
        try (WatchHarness harness = new WatchHarness(OPTIONS)) {
            harness.rule(1, "offline", rule).see("d1", 0, "t", 1).until(200);
            assertThat(harness.told()).isEmpty();
            assertThat(harness.grouped())
                    .singleElement()
                    .satisfies(
                            input -> {
                                assertThat(input.group()).isEqualTo("site=acme/plant");
                                assertThat(input.role()).isEqualTo(GroupInput.Role.MEMBER);
                                assertThat(input.event().getDeviceId()).isEqualTo("d1");
                            });
        }
    }

    @Test
    void tellsThoseBehindADeviceOfItsAlarm() throws Exception {
        String parent = "{rule: gone, devices: device=gw, metric: u, levels: [{above: 10}]}";
        String child = AT_ONCE.replace("}]}", "}], group: {by: tag.gateway, parent: gone}}");
        Attributes behind =
                new Attributes(
                        "acme", "plant", "motor", "", "", "", "", "", Map.of("gateway", "gw"));
        try (WatchHarness harness = new WatchHarness(OPTIONS)) {
            harness.rule(1, "gone", parent).rule(2, "hot", child).described("d1", behind);
            harness.see("gw", 0, "u", 11).see("d1", 1, "t", 11).see("d2", 1, "t", 11).until(5);
            // one that has no gateway waits for nobody
            assertThat(harness.told())
                    .containsExactlyInAnyOrder("gone RAISED@0.0", "hot RAISED@1.0");
            assertThat(harness.grouped())
                    .extracting(GroupInput::key, GroupInput::role, one -> one.event().getRuleId())
                    .containsExactlyInAnyOrder(
                            tuple("hot tag.gateway=gw", GroupInput.Role.SILENT_PARENT, "hot"),
                            tuple("hot tag.gateway=gw", GroupInput.Role.MEMBER, "hot"));
        }
    }

    @Test
    void anAlarmOnTrialStandsForNoneThatIsTold() throws Exception {
        String parent = "{rule: gone, mode: shadow, metric: u, levels: [{above: 10}]}";
        String child = AT_ONCE.replace("}]}", "}], group: {by: tag.gateway, parent: gone}}");
        try (WatchHarness harness = new WatchHarness(OPTIONS)) {
            harness.rule(1, "gone", parent).rule(2, "hot", child);
            harness.see("gw", 0, "u", 11).until(5);
            assertThat(harness.told()).containsExactly("gone RAISED@0.0");
            assertThat(harness.grouped()).isEmpty();
        }
    }

    @Test
    void takesThresholdsAndDevicesFromTheRegistry() throws Exception {
        String rule =
                "{rule: hot, devices: tag.line=a, metric: t,"
                        + " levels: [{above: {attribute: tags.limit}}]}";
        Map<String, String> tags = Map.of("line", "a", "limit", "30");
        Attributes device = new Attributes("acme", "plant", "motor", "m-1", "", "", "", "", tags);
        try (WatchHarness harness = new WatchHarness(OPTIONS)) {
            harness.rule(1, "hot", rule).described("d1", device);
            harness.see("d1", 0, "t", 29).see("d2", 0, "t", 99).see("d1", 1, "t", 31).until(5);
            assertThat(harness.told()).containsExactly("hot RAISED@1.0");
        }
    }

    @Test
    void takesThresholdsFromTheShadow() throws Exception {
        String rule = "{rule: hot, metric: t, levels: [{above: {attribute: shadow.desired.max}}]}";
        try (WatchHarness harness = new WatchHarness(OPTIONS)) {
            harness.rule(1, "hot", rule).see("d1", 0, "t", 99).shadow("d1", "{\"max\":30}");
            harness.until(2).restarted().see("d1", 3, "t", 31).see("d2", 3, "t", 99).until(5);
            harness.removed("d2").shadow("d1", "").see("d1", 6, "t", 1).until(8);
            assertThat(harness.told()).containsExactly("hot RAISED@0.0");
        }
    }

    @Test
    void comparesWithTheCohort() throws Exception {
        String rule = "{rule: odd, metric: t, levels: [{above: {deviations: 3}}]}";
        String key = CohortRow.key("acme", "m-1", "t");
        try (WatchHarness harness = new WatchHarness(OPTIONS)) {
            harness.rule(1, "odd", rule).see("d1", 0, "t", 27).until(2);
            harness.cohort(new CohortRow(key, 100, 20, 2, 50)).restarted();
            harness.cohort(new CohortRow(key, 99, 0, 0, 50));
            harness.see("d1", 3, "t", 25).see("d2", 3, "t", 27).until(5);
            assertThat(harness.told()).containsExactly("odd RAISED@3.0");
            assertThat(harness.alarms().get(0).getDeviceId()).isEqualTo("d2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kind: novelty", "kind: rcf, trees: 10, cool-down: PT30S"})
    void detectorsGoOnAfterARestart(String detector) throws Exception {
        String rule =
                "{rule: odd, metric: t, detector: {"
                        + detector
                        + "}, levels: [{severity: major, clear: {hold: PT1M}}]}";
        List<String> expected = new ArrayList<>();
        for (boolean restarts : new boolean[] {false, true}) {
            Random random = new Random(6);
            try (WatchHarness harness = new WatchHarness(OPTIONS)) {
                harness.rule(1, "odd", rule);
                for (int i = 0; i < 1_200; i++) {
                    double value = Math.sin(i / 20.0) + 0.05 * random.nextGaussian();
                    harness.see("d1", i, "t", i > 1_000 && i < 1_030 ? value + 8 : value);
                    if (restarts && i % 97 == 0) {
                        harness.restarted();
                    }
                }
                harness.until(10_000);
                if (restarts) {
                    assertThat(harness.told()).isEqualTo(expected);
                } else {
                    expected.addAll(harness.told());
                }
            }
        }
        assertThat(expected).anySatisfy(line -> assertThat(line).startsWith("odd RAISED@10"));
    }

    @Test
    void forgetsADeviceThatTheRegistryForgets() throws Exception {
        try (WatchHarness harness = new WatchHarness(OPTIONS)) {
            harness.rule(1, "hot", AT_ONCE).see("d1", 0, "t", 11).until(2).removed("d1");
            assertThat(harness.told()).containsExactly("hot RAISED@0.0", "hot CLEARED@0.0");
            assertThat(harness.entries()).isZero();
            assertThat(harness.until(1000).timers()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void givesTheSameAlarmsAcrossRestartsAtAnyTime(long seed) throws Exception {
        List<AlarmEvent> straight = play(seed, 0);
        assertThat(straight).hasSizeGreaterThan(10);
        assertThat(play(seed, 20)).isEqualTo(straight);
    }

    @Test
    void isStoredWithoutKryo() {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(ReferenceRow.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(DeviceInput.class);
    }

    private static List<AlarmEvent> play(long seed, int restarts) throws Exception {
        Random random = new Random(seed);
        Random chance = new Random(seed + 1);
        try (WatchHarness harness = new WatchHarness(OPTIONS)) {
            harness.rule(1, "hot", HOLD).rule(1, "offline", OFFLINE);
            double value = 10;
            double now = 0;
            for (int reading = 0; reading < 400; reading++) {
                value += random.nextGaussian() + (10 - value) * 0.05;
                now += random.nextInt(50) == 0 ? 400 : random.nextInt(20);
                harness.see("d" + random.nextInt(2), now, "t", value).until(now - 0.001);
                if (random.nextInt(40) == 0) {
                    AlarmOrder order = AlarmOrder.ACKNOWLEDGE;
                    harness.order("d" + random.nextInt(2), now, "hot", order);
                }
                if (restarts > 0 && chance.nextInt(400 / restarts) == 0) {
                    harness.restarted();
                }
            }
            return new ArrayList<>(harness.until(now + 1000).alarms());
        }
    }
}
