package io.fleetstream.jobs.timescale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetstream.jobs.common.testing.TestReadings;
import io.fleetstream.schemas.AlarmChangeKind;
import io.fleetstream.schemas.AlarmEvent;
import io.fleetstream.schemas.AlarmSeverity;
import io.fleetstream.schemas.AlarmState;
import io.fleetstream.schemas.Topics;
import java.util.List;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What stands in the tables about alarms, between a real Kafka and a real PostgreSQL. */
class AlarmsITCase {
    @RegisterExtension
    @Order(1)
    static final SharedServices SANDBOX = new SharedServices();

    @RegisterExtension
    @Order(2)
    static final MiniClusterExtension FLINK =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(2)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    @RegisterExtension
    @Order(3)
    static final RunningJob JOB = new RunningJob(SANDBOX);

    @Test
    void keepsTheLifeOfAnAlarmHoweverOftenItsEventsComeAgain() {
        AlarmEvent raised = event("a1", AlarmChangeKind.RAISED, AlarmState.ACTIVE, 1);
        AlarmEvent worse = event("a1", AlarmChangeKind.SEVERITY_UP, AlarmState.ACTIVE, 2);
        worse.setSeverity(AlarmSeverity.CRITICAL);
        AlarmEvent seen = event("a1", AlarmChangeKind.ACKED, AlarmState.ACKNOWLEDGED, 3);
        seen.setActor("kim");
        AlarmEvent over = event("a1", AlarmChangeKind.CLEARED, AlarmState.NORMAL, 4);
        AlarmEvent open = event("a2", AlarmChangeKind.RAISED, AlarmState.ACTIVE, 1);
        AlarmEvent quiet = event(null, AlarmChangeKind.SNOOZED, AlarmState.SNOOZE_DISABLED, 0);
        AlarmEvent last = event("a3", AlarmChangeKind.SNOOZED, AlarmState.SNOOZE_DISABLED, 9);
        JOB.topics()
                .send(
                        Topics.ALARMS,
                        AlarmEvent.class,
                        AlarmEvent::getDeviceId,
                        List.of(
                                raised, worse, seen, over, raised, worse, seen, open, open, quiet,
                                quiet, last));

        JOB.rows().awaitCount("alarms WHERE alarm_id = 'a3'", 1);
        await().atMost(RunningJob.PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(
                                                JOB.rows()
                                                        .of(
                                                                "SELECT alarm_id, state, severity,"
                                                                    + " worst_severity, open,"
                                                                    + " acknowledged_by,"
                                                                    + " duration_seconds,"
                                                                    + " first_value, last_value"
                                                                    + " FROM v_alarms ORDER BY 1"))
                                        .containsExactly(
                                                "a1,NORMAL,MAJOR,CRITICAL,false,kim,4,1,4",
                                                "a2,ACTIVE,MAJOR,MAJOR,true,null,null,1,1",
                                                "a3,SNOOZE_DISABLED,MAJOR,MAJOR,false,null,9,9,9"));
        JOB.rows().awaitCount("alarm_events WHERE alarm_id = 'a1'", 4);
        JOB.rows().awaitCount("alarm_events", 7);
    }

    private static AlarmEvent event(
            String alarm, AlarmChangeKind change, AlarmState state, int step) {
        return AlarmEvent.newBuilder()
                .setAlarmId(alarm)
                .setRuleId("too-hot-" + alarm)
                .setRuleVersion(3)
                .setDeviceId("dev-1")
                .setChange(change)
                .setState(state)
                .setSeverity(AlarmSeverity.MAJOR)
                .setHappenedAt(TestReadings.NOON.plusSeconds(step))
                .setRaisedAt(alarm == null ? null : TestReadings.NOON)
                .setStep(step)
                .setCount(1)
                .setMetric("temperature")
                .setValue((double) step)
                .build();
    }
}
