package io.fleetstream.jobs.anomaly.function;

import static io.fleetstream.jobs.anomaly.function.GroupInput.Role.MEMBER;
import static io.fleetstream.jobs.anomaly.function.GroupInput.Role.PARENT;
import static io.fleetstream.jobs.anomaly.function.GroupInput.Role.SILENT_PARENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.anomaly.state.AnomalyStates;
import io.fleetstream.jobs.anomaly.state.ReferenceRow;
import io.fleetstream.jobs.anomaly.state.RuleRow;
import io.fleetstream.schemas.AlarmChangeKind;
import io.fleetstream.schemas.AlarmEvent;
import io.fleetstream.schemas.AlarmSeverity;
import io.fleetstream.schemas.AlarmState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupAlarmsFunctionTest {
    private static final Duration LATENESS = Duration.ofSeconds(11);

    private KeyedBroadcastOperatorTestHarness<String, GroupInput, ReferenceRow, AlarmEvent> harness;
    private final List<String> told = new ArrayList<>();
    private AlarmEvent last;

    @BeforeEach
    void open() throws Exception {
        harness = create();
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void a16SuppressesTheChildrenOfAGatewayAndCountsThem() throws Exception {
        for (int child = 0; child < 5; child++) {
            offline("child-" + child, 180);
        }
        send(PARENT, "gw-1", AlarmChangeKind.RAISED, 185);
        for (int child = 5; child < 50; child++) {
            offline("child-" + child, 190);
        }
        restart();
        until(300);
        assertThat(told)
                .containsExactly(
                        "RAISED gw-1@185",
                        "RAISED tag.gateway=gw-1*5@185",
                        "DEVICES" + " tag.gateway=gw-1*50@245");
        assertThat(last.getStep()).isEqualTo(2);
        assertThat(last.getState()).isEqualTo(AlarmState.ACTIVE);
        told.clear();

        send(PARENT, "gw-1", AlarmChangeKind.CLEARED, 400);
        for (int child = 0; child < 49; child++) {
            send(MEMBER, "child-" + child, AlarmChangeKind.CLEARED, 401);
        }
        until(1000);
        assertThat(told)
                .containsExactly(
                        "CLEARED gw-1@400",
                        "CLEARED tag.gateway=gw-1*50@400",
                        "RAISED child-49@190");
        send(MEMBER, "child-49", AlarmChangeKind.CLEARED, 1001);
        assertThat(entries()).isZero();
    }

    @Test
    void passesOnWhoGoesAlone() throws Exception {
        offline("a", 100);
        until(129);
        restart();
        assertThat(told).isEmpty();
        until(130);
        send(MEMBER, "a", AlarmChangeKind.REMINDER, 200);
        send(MEMBER, "a", AlarmChangeKind.CLEARED, 300);
        assertThat(told).containsExactly("RAISED a@100", "REMINDER a@200", "CLEARED a@300");
        assertThat(entries()).isZero();
    }

    @Test
    void losesNeitherEndOfAShortAbsence() throws Exception {
        offline("a", 100);
        send(MEMBER, "a", AlarmChangeKind.CLEARED, 101);
        assertThat(told).containsExactly("RAISED a@100", "CLEARED a@101");
    }

    @Test
    void makesOneIncidentOfASite() throws Exception {
        for (int device = 0; device < 1000; device++) {
            offline("d" + device, 100);
        }
        until(1000);
        assertThat(told)
                .containsExactly(
                        "RAISED tag.gateway=gw-1*10@100", "DEVICES tag.gateway=gw-1*1000@160");
    }

    @Test
    void tellsWhatHappenedToAnAlarmThatWaited() throws Exception {
        offline("a", 100);
        send(MEMBER, "a", AlarmChangeKind.SEVERITY_UP, 110);
        send(MEMBER, "a", AlarmChangeKind.REMINDER, 115);
        restart();
        until(130);
        assertThat(told).containsExactly("RAISED a@100", "SEVERITY_UP a@110");
    }

    @Test
    void passesOnWhatHappensToAnAlarmThatOnlyWaitsToBeAcknowledged() throws Exception {
        offline("a", 100);
        until(130);
        send(MEMBER, "a", AlarmChangeKind.LATCHED, 200);
        send(MEMBER, "a", AlarmChangeKind.CLEARED, 300);
        assertThat(told).containsExactly("RAISED a@100", "LATCHED a@200", "CLEARED a@300");
        assertThat(entries()).isZero();
    }

    @Test
    void anAlarmOfAnotherRuleMayStandForThoseOfTheChildren() throws Exception {
        send(SILENT_PARENT, "gw-1", AlarmChangeKind.RAISED, 90);
        offline("a", 100);
        send(MEMBER, "a", AlarmChangeKind.SEVERITY_UP, 110);
        send(SILENT_PARENT, "gw-1", AlarmChangeKind.CLEARED, 120);
        until(150);
        assertThat(told)
                .containsExactly(
                        "RAISED tag.gateway=gw-1*1@100",
                        "CLEARED tag.gateway=gw-1*1@120",
                        "RAISED a@100",
                        "SEVERITY_UP a@110");
        send(MEMBER, "a", AlarmChangeKind.CLEARED, 160);
        assertThat(entries()).isZero();
    }

    @Test
    void anIncidentIsOverWhenItsRuleIsDeleted() throws Exception {
        offline("early", 10);
        until(40);
        for (int device = 0; device < 12; device++) {
            offline("d" + device, 100);
        }
        restart();
        rule(null, 170);
        assertThat(told)
                .containsExactly(
                        "RAISED early@10",
                        "RAISED tag.gateway=gw-1*10@100",
                        "CLEARED tag.gateway=gw-1*12@170");
        assertThat(last.getComment()).isEqualTo("rule deleted");
        assertThat(last.getState()).isEqualTo(AlarmState.NORMAL);
        assertThat(last.getStep()).isEqualTo(2);
        told.clear();

        restart();
        // on its way when the rule was deleted
        offline("late", 169);
        until(1000);
        send(MEMBER, "early", AlarmChangeKind.CLEARED, 1001);
        for (int device = 0; device < 12; device++) {
            send(MEMBER, "d" + device, AlarmChangeKind.CLEARED, 1001);
        }
        send(MEMBER, "late", AlarmChangeKind.CLEARED, 1001);
        assertThat(told).containsExactly("CLEARED early@1001");
        assertThat(entries()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "group: {by: site}"})
    void anIncidentIsOverWhenItsRuleGroupsOtherwise(String group) throws Exception {
        String rule = "{rule: offline, metric: m, levels: [{severity: major, above: 1}]%s}";
        rule(rule.formatted(", group: {by: tag.gateway}"), 5);
        offline("early", 10);
        until(40);
        for (int device = 0; device < 10; device++) {
            offline("d" + device, 100);
        }
        send(MEMBER, "d3", AlarmChangeKind.SEVERITY_UP, 120);
        restart();
        // the same groups, so nothing happens
        rule(rule.formatted(", group: {by: tag.gateway, grace: PT40S}"), 150);
        told.remove("RAISED early@10");
        assertThat(told).containsExactly("RAISED tag.gateway=gw-1*10@100");
        told.clear();

        rule(rule.formatted(group.isEmpty() ? "" : ", " + group), 170);
        assertThat(told)
                .startsWith("CLEARED tag.gateway=gw-1*10@170", "RAISED d0@100")
                .contains("SEVERITY_UP d3@120")
                .doesNotContain("RAISED early@10")
                .hasSize(12);
        assertThat(entries()).isZero();
        told.clear();

        restart();
        // on its way when the rule was changed
        offline("late", 169);
        send(PARENT, "gw-1", AlarmChangeKind.RAISED, 169);
        send(SILENT_PARENT, "gw-2", AlarmChangeKind.RAISED, 169);
        until(1000);
        assertThat(told).containsExactly("RAISED late@169", "RAISED gw-1@169");
        assertThat(entries()).isZero();
    }

    @Test
    void neitherDeletesNorKeepsGroupsOfOtherRules() throws Exception {
        for (int device = 0; device < 10; device++) {
            offline("d" + device, 100);
        }
        harness.processBroadcastElement(ReferenceRow.of(new RuleRow("off", 1, null)), 170_000);
        until(1000);
        assertThat(told).containsExactly("RAISED tag.gateway=gw-1*10@100");
    }

    @Test
    void tellsOfThoseLeftWhenThereIsARuleAgain() throws Exception {
        for (int device = 0; device < 10; device++) {
            offline("d" + device, 100);
        }
        rule(null, 170);
        rule("{rule: offline}", 200);
        told.clear();
        for (int device = 0; device < 9; device++) {
            send(MEMBER, "d" + device, AlarmChangeKind.CLEARED, 210);
        }
        until(239);
        assertThat(told).isEmpty();
        until(240);
        assertThat(told).containsExactly("RAISED d9@100");
    }

    @Test
    void countsWhoWasBehindItsParentThoughThatIsKnownOnlyAfterItsReturn() throws Exception {
        send(SILENT_PARENT, "gw-1", AlarmChangeKind.RAISED, 90);
        offline("a", 100);
        send(SILENT_PARENT, "gw-1", AlarmChangeKind.CLEARED, 120);
        restart();
        offline("b", 119);
        offline("c", 121);
        send(MEMBER, "b", AlarmChangeKind.CLEARED, 140);
        send(MEMBER, "a", AlarmChangeKind.CLEARED, 141);
        until(151);
        assertThat(told)
                .containsExactly(
                        "RAISED tag.gateway=gw-1*1@100",
                        "CLEARED tag.gateway=gw-1*1@120",
                        "RAISED c@121");
        send(MEMBER, "c", AlarmChangeKind.CLEARED, 160);
        assertThat(entries()).isZero();
    }

    @Test
    void isCarriedWithoutKryo() {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(GroupInput.class);
    }

    private void offline(String device, long second) throws Exception {
        send(MEMBER, device, AlarmChangeKind.RAISED, second);
    }

    private void send(GroupInput.Role role, String device, AlarmChangeKind change, long second)
            throws Exception {
        AlarmEvent event =
                AlarmEvent.newBuilder()
                        .setAlarmId(device)
                        .setRuleId("offline")
                        .setRuleVersion(1)
                        .setDeviceId(device)
                        .setChange(change)
                        .setState(AlarmState.ACTIVE)
                        .setSeverity(AlarmSeverity.MAJOR)
                        .setHappenedAt(Instant.ofEpochSecond(second))
                        .setRaisedAt(Instant.ofEpochSecond(second))
                        .setStep(1)
                        .setCount(1)
                        .build();
        String group = "tag.gateway=gw-1";
        harness.processElement(
                new GroupInput("offline " + group, group, role, 30_000, 10, 60_000, event), 0);
        take();
    }

    private void until(long second) throws Exception {
        harness.processWatermark(new Watermark(second * 1000));
        harness.processBroadcastWatermark(new Watermark(second * 1000));
        take();
    }

    private void restart() throws Exception {
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();
        harness = create();
        harness.initializeState(snapshot);
        harness.open();
    }

    private void take() {
        for (AlarmEvent event : harness.extractOutputValues()) {
            String devices = event.getDevices() == 0 ? "" : "*" + event.getDevices();
            told.add(
                    event.getChange()
                            + " "
                            + event.getDeviceId()
                            + devices
                            + "@"
                            + event.getHappenedAt().getEpochSecond());
            last = event;
        }
        harness.getOutput().clear();
    }

    private int entries() {
        AbstractStreamOperator<?> operator = (AbstractStreamOperator<?>) harness.getOperator();
        return ((HeapKeyedStateBackend<?>) operator.getKeyedStateBackend())
                .numKeyValueStateEntries();
    }

    /** A definition of null deletes the rule. */
    private void rule(String definition, long second) throws Exception {
        harness.processBroadcastElement(
                ReferenceRow.of(new RuleRow("offline", 2, definition)), second * 1000);
        take();
    }

    private static KeyedBroadcastOperatorTestHarness<String, GroupInput, ReferenceRow, AlarmEvent>
            create() throws Exception {
        return new KeyedBroadcastOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(
                        new GroupAlarmsFunction(LATENESS),
                        List.of(AnomalyStates.GONE, AnomalyStates.GROUPED_BY)),
                GroupInput::key,
                Types.STRING,
                1,
                1,
                0);
    }
}
