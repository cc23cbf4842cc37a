package io.fleetstream.jobs.anomaly.function;

import io.fleetstream.jobs.anomaly.domain.alarm.AlarmIds;
import io.fleetstream.jobs.anomaly.domain.presence.GroupStep;
import io.fleetstream.schemas.AlarmChangeKind;
import io.fleetstream.schemas.AlarmEvent;
import io.fleetstream.schemas.AlarmState;
import java.time.Instant;

/** Incidents as alarms of their group. */
final class Incidents {
    private Incidents() {}

    /**
     * What happened to an incident.
     *
     * @param like an alarm of one of its devices
     * @param group its name, which stands for the device
     * @param step which of the incident's events it is, from 1
     */
    static AlarmEvent event(AlarmEvent like, String group, int step, GroupStep happened) {
        boolean over = happened.kind() == GroupStep.Kind.OVER;
        return AlarmEvent.newBuilder(like)
                .setAlarmId(AlarmIds.of(like.getRuleId(), group, happened.since()))
                .setDeviceId(group)
                .setChange(change(happened.kind()))
                .setState(over ? AlarmState.NORMAL : AlarmState.ACTIVE)
                .setHappenedAt(Instant.ofEpochMilli(happened.time()))
                .setRaisedAt(Instant.ofEpochMilli(happened.since()))
                .setStep(step)
                .setCount(1)
                .setDevices(happened.count())
                .setFlapping(false)
                .setValue(null)
                .setCommandId(null)
                .setActor(null)
                .build();
    }

    private static AlarmChangeKind change(GroupStep.Kind kind) {
        return switch (kind) {
            case INCIDENT -> AlarmChangeKind.RAISED;
            case COUNT -> AlarmChangeKind.DEVICES;
            case OVER -> AlarmChangeKind.CLEARED;
            case OFFLINE, ONLINE -> throw new IllegalArgumentException(kind + " is of a device");
        };
    }
}
