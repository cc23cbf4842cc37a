package io.fleetstream.jobs.notify.domain;

import io.fleetstream.schemas.AlarmChangeKind;
import io.fleetstream.schemas.AlarmEvent;
import io.fleetstream.schemas.AlarmSeverity;
import io.fleetstream.schemas.AlarmState;
import java.time.Instant;

/** Alarms of tests. */
public final class TestAlarms {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private TestAlarms() {}

    /** A builder of an alarm of d1. */
    public static AlarmEvent.Builder alarm() {
        return AlarmEvent.newBuilder()
                .setAlarmId("a1")
                .setRuleId("too-hot")
                .setRuleVersion(3)
                .setDeviceId("d1")
                .setOrg("acme")
                .setSite("plant-1")
                .setDeviceType("motor")
                .setModel("m1")
                .setChange(AlarmChangeKind.RAISED)
                .setState(AlarmState.ACTIVE)
                .setSeverity(AlarmSeverity.MAJOR)
                .setHappenedAt(NOON)
                .setRaisedAt(NOON)
                .setStep(1)
                .setCount(1)
                .setMetric("temperature")
                .setValue(91.5)
                .setComment("The \"motor\" is too hot.");
    }

    /** One of many: its device and step. */
    public static AlarmEvent alarm(String device, int step) {
        return alarm().setDeviceId(device).setAlarmId("a-" + device).setStep(step).build();
    }
}
