package io.fleetstream.cli;

import io.fleetstream.schemas.AlarmEvent;
import io.fleetstream.schemas.AlarmSeverity;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.Option;

/** Which alarms are meant. */
final class AlarmFilter {
    @Option(names = "--device", paramLabel = "DEVICE", description = "Of that device or incident.")
    private Optional<String> device = Optional.empty();

    @Option(names = "--rule", paramLabel = "RULE", description = "Of that rule.")
    private Optional<String> rule = Optional.empty();

    @Option(
            names = "--severity",
            paramLabel = "SEVERITY",
            description = "At least as bad: indeterminate, warning, minor, major, critical.")
    private AlarmSeverity severity = AlarmSeverity.UNSPECIFIED;

    @Option(names = "--trial", description = "Those of rules on trial (mode shadow) as well.")
    private boolean trial;

    /** By what all events of an alarm have in common. */
    Predicate<AlarmEvent> ofAlarm() {
        return event ->
                (device.isEmpty() || device.get().equals(event.getDeviceId()))
                        && (rule.isEmpty() || rule.get().equals(event.getRuleId()));
    }

    /** By all that is asked for. */
    Predicate<AlarmEvent> ofEvent() {
        return ofAlarm()
                .and(event -> event.getSeverity().compareTo(severity) >= 0)
                .and(event -> trial || !event.getOnTrial());
    }
}
