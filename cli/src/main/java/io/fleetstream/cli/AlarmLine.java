package io.fleetstream.cli;

import io.fleetstream.schemas.AlarmEvent;

/** What happened to an alarm, in one line. */
final class AlarmLine {
    private AlarmLine() {}

    static String of(AlarmEvent event) {
        StringBuilder line = new StringBuilder();
        line.append(event.getHappenedAt()).append(' ').append(event.getChange());
        line.append(' ').append(event.getSeverity()).append(' ').append(event.getDeviceId());
        line.append(' ').append(event.getRuleId()).append(" v").append(event.getRuleVersion());
        String value = value(event);
        if (!value.isEmpty()) {
            line.append(' ').append(value);
        }
        if (event.getDevices() > 0) {
            line.append(" for ").append(event.getDevices()).append(" devices");
        }
        if (event.getAlarmId() != null) {
            line.append(' ').append(event.getAlarmId());
        }
        if (event.getActor() != null) {
            line.append(" by ").append(event.getActor());
        }
        if (event.getComment() != null) {
            line.append(": ").append(event.getComment().replaceAll("\\s+", " "));
        }
        return event.getOnTrial() ? line + " (on trial)" : line.toString();
    }

    /** Metric and value, as far as the rule has one. */
    static String value(AlarmEvent event) {
        if (event.getMetric() == null || event.getValue() == null) {
            return "";
        }
        return event.getMetric() + "=" + event.getValue();
    }
}
