package io.fleetstream.jobs.timescale;

import io.fleetstream.connectors.postgres.Table;
import io.fleetstream.schemas.AlarmChangeKind;
import io.fleetstream.schemas.AlarmEvent;
import java.time.Instant;

/** The tables of alarms. */
final class AlarmTables {
    /** Of an alarm the last step stays. */
    static final Table<AlarmEvent> CURRENT =
            Table.<AlarmEvent>named("alarms")
                    .text("alarm_id", AlarmEvent::getAlarmId)
                    .endOfKey()
                    .text("device_id", AlarmEvent::getDeviceId)
                    .text("rule_id", AlarmEvent::getRuleId)
                    .integer("rule_version", AlarmEvent::getRuleVersion)
                    .text("org", AlarmEvent::getOrg)
                    .text("site", AlarmEvent::getSite)
                    .text("device_type", AlarmEvent::getDeviceType)
                    .text("model", AlarmEvent::getModel)
                    .text("severity", event -> event.getSeverity().name())
                    .text("state", event -> event.getState().name())
                    .instant("raised_at", AlarmEvent::getRaisedAt)
                    .instant("changed_at", AlarmEvent::getHappenedAt)
                    .instant("cleared_at", AlarmTables::clearedAt)
                    .text("change", event -> event.getChange().name())
                    .integer("step", AlarmEvent::getStep)
                    .integer("count", AlarmEvent::getCount)
                    .bigint("devices", AlarmEvent::getDevices)
                    .flag("flapping", AlarmEvent::getFlapping)
                    .flag("on_trial", AlarmEvent::getOnTrial)
                    .text("metric", AlarmEvent::getMetric)
                    .number("value", AlarmEvent::getValue)
                    .text("comment", AlarmEvent::getComment)
                    .keeping(
                            (fresh, old) -> "%s.step >= %s.step".formatted(fresh, old),
                            AlarmEvent::getStep)
                    .build();

    /** An event that comes again is the same one. */
    static final Table<AlarmEvent> EVENTS =
            Table.<AlarmEvent>named("alarm_events")
                    .text("device_id", AlarmEvent::getDeviceId)
                    .text("rule_id", AlarmEvent::getRuleId)
                    .instant("happened_at", AlarmEvent::getHappenedAt)
                    .integer("step", AlarmEvent::getStep)
                    .endOfKey()
                    .text("alarm_id", AlarmEvent::getAlarmId)
                    .integer("rule_version", AlarmEvent::getRuleVersion)
                    .text("change", event -> event.getChange().name())
                    .text("state", event -> event.getState().name())
                    .text("severity", event -> event.getSeverity().name())
                    .bigint("devices", AlarmEvent::getDevices)
                    .flag("on_trial", AlarmEvent::getOnTrial)
                    .number("value", AlarmEvent::getValue)
                    .text("command_id", AlarmEvent::getCommandId)
                    .text("actor", AlarmEvent::getActor)
                    .text("comment", AlarmEvent::getComment)
                    .build();

    private AlarmTables() {}

    private static Instant clearedAt(AlarmEvent event) {
        boolean over =
                event.getChange() == AlarmChangeKind.CLEARED
                        || event.getChange() == AlarmChangeKind.SNOOZED;
        return over ? event.getHappenedAt() : null;
    }
}
