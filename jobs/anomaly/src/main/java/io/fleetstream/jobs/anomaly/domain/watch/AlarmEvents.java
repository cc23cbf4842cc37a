package io.fleetstream.jobs.anomaly.domain.watch;

import io.fleetstream.jobs.anomaly.domain.alarm.AlarmIds;
import io.fleetstream.jobs.anomaly.domain.alarm.AlarmStatus;
import io.fleetstream.jobs.anomaly.domain.alarm.AlarmStep;
import io.fleetstream.jobs.anomaly.domain.rule.AlarmRule;
import io.fleetstream.jobs.anomaly.domain.rule.RuleMode;
import io.fleetstream.jobs.anomaly.domain.rule.Severity;
import io.fleetstream.schemas.AlarmChangeKind;
import io.fleetstream.schemas.AlarmEvent;
import io.fleetstream.schemas.AlarmSeverity;
import io.fleetstream.schemas.AlarmState;
import java.time.Instant;

/** What happened to alarms as records. */
public final class AlarmEvents {
    private AlarmEvents() {}

    /**
     * A record.
     *
     * @param rule the rule in force; null if it is gone
     */
    public static AlarmEvent of(
            String device, Attributes place, Happening happening, AlarmRule rule) {
        AlarmStep step = happening.step();
        Order order = happening.order();
        boolean hasAlarm = step.raisedAt() != AlarmStep.NONE;
        return AlarmEvent.newBuilder()
                .setAlarmId(
                        hasAlarm ? AlarmIds.of(happening.rule(), device, step.raisedAt()) : null)
                .setRuleId(happening.rule())
                .setRuleVersion(happening.version())
                .setDeviceId(device)
                .setOrg(orNull(place.org()))
                .setSite(orNull(place.site()))
                .setDeviceType(orNull(place.type()))
                .setModel(orNull(place.model()))
                .setChange(AlarmChangeKind.valueOf(step.change().name()))
                .setState(state(step.status()))
                .setSeverity(severity(step.severity()))
                .setHappenedAt(Instant.ofEpochMilli(step.time()))
                .setRaisedAt(hasAlarm ? Instant.ofEpochMilli(step.raisedAt()) : null)
                .setStep(step.step())
                .setCount(step.count())
                .setFlapping(step.flapping())
                .setOnTrial(rule != null && rule.mode() == RuleMode.SHADOW)
                .setMetric(rule == null ? null : rule.metric())
                .setValue(Double.isNaN(step.value()) ? null : step.value())
                .setCommandId(order == null ? null : order.id())
                .setActor(order == null ? null : orNull(order.actor()))
                .setComment(comment(order, rule))
                .build();
    }

    private static String comment(Order order, AlarmRule rule) {
        if (order != null) {
            return orNull(order.comment());
        }
        return rule == null ? null : orNull(rule.description());
    }

    /** A hold that begins is nothing that anybody is told. */
    private static AlarmState state(AlarmStatus status) {
        return status == AlarmStatus.PENDING
                ? AlarmState.NORMAL
                : AlarmState.valueOf(status.name());
    }

    private static AlarmSeverity severity(int rank) {
        return Severity.ofRank(rank)
                .map(severity -> AlarmSeverity.valueOf(severity.name()))
                .orElse(AlarmSeverity.UNSPECIFIED);
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
