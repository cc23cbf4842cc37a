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
    /** Comment on what ends because its rule does. */
    public static final String RULE_DELETED = "rule deleted";

    /** Comment on the end of an incident whose rule groups devices otherwise now. */
    public static final String GROUP_CHANGED = "rule groups otherwise";

    private AlarmEvents() {}

    /**
     * A record.
     *
     * @param rule the rule; null if nothing is known of it any more
     */
    public static AlarmEvent of(
            String device, Attributes place, Happening happening, AlarmRule rule) {
        AlarmStep step = happening.step();
        Order order = happening.order();
        boolean hasAlarm = step.raisedAt() != AlarmStep.NONE;
        // without a builder, which looks up the default of every field that is left as it is
        AlarmEvent event = new AlarmEvent();
        event.setAlarmId(hasAlarm ? AlarmIds.of(happening.rule(), device, step.raisedAt()) : null);
        event.setRuleId(happening.rule());
        event.setRuleVersion(happening.version());
        event.setDeviceId(device);
        event.setOrg(orNull(place.org()));
        event.setSite(orNull(place.site()));
        event.setDeviceType(orNull(place.type()));
        event.setModel(orNull(place.model()));
        event.setChange(AlarmChangeKind.valueOf(step.change().name()));
        event.setState(state(step.status()));
        event.setSeverity(severity(step.severity()));
        event.setHappenedAt(Instant.ofEpochMilli(step.time()));
        event.setRaisedAt(hasAlarm ? Instant.ofEpochMilli(step.raisedAt()) : null);
        event.setStep(step.step());
        event.setCount(step.count());
        event.setFlapping(step.flapping());
        event.setOnTrial(rule != null && rule.mode() == RuleMode.SHADOW);
        event.setMetric(rule == null ? null : rule.metric());
        event.setValue(Double.isNaN(step.value()) ? null : Double.valueOf(step.value()));
        event.setCommandId(order == null ? null : order.id());
        event.setActor(order == null ? null : orNull(order.actor()));
        event.setComment(comment(order, rule));
        return event;
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
