package io.fleetstream.jobs.anomaly.domain.rule;

import io.fleetstream.jobs.anomaly.domain.alarm.AlarmSpec;
import io.fleetstream.jobs.anomaly.domain.condition.Condition;
import io.fleetstream.jobs.anomaly.domain.condition.Subject;
import io.fleetstream.jobs.anomaly.domain.condition.Truth;
import io.fleetstream.jobs.anomaly.domain.presence.DeviceGroup;
import io.fleetstream.jobs.anomaly.domain.presence.PresenceSpec;
import io.fleetstream.schemas.Selector;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A rule, ready to be used. Compiled from its text, never stored.
 *
 * @param id name, unique in a deployment
 * @param description for people; may be empty
 * @param mode whether somebody is told
 * @param devices which devices it is for
 * @param metric the metric whose value its alarms tell; null if it has none of its own
 * @param spec how its alarms behave
 * @param detector how its metric is watched; null if conditions look at values alone
 * @param raises conditions that raise, by position of the severity in {@code spec}
 * @param clears conditions that clear, likewise
 * @param presence when a device counts as offline, of a rule about that; null of one about values
 * @param group which devices' alarms are one incident when they come together; null for none
 * @param zone of its schedule; null for the device's own
 * @param notifyDevice whether the device is told too
 */
public record AlarmRule(
        String id,
        String description,
        RuleMode mode,
        Selector devices,
        String metric,
        AlarmSpec spec,
        DetectorSpec detector,
        List<Condition> raises,
        List<Condition> clears,
        PresenceSpec presence,
        DeviceGroup group,
        ZoneId zone,
        boolean notifyDevice) {
    public AlarmRule {
        raises = List.copyOf(raises);
        clears = List.copyOf(clears);
    }

    /** Whether it is about devices being there, and not about values. */
    public boolean isPresence() {
        return presence != null;
    }

    /** Metrics that can change anything; of one about presence, the metric that is watched. */
    public Set<String> metrics() {
        Set<String> metrics = new TreeSet<>();
        if (metric != null) {
            metrics.add(metric);
        }
        if (detector != null) {
            metrics.addAll(detector.metrics());
        }
        raises.forEach(condition -> metrics.addAll(condition.metrics()));
        clears.forEach(condition -> metrics.addAll(condition.metrics()));
        return metrics;
    }

    /** Which severities the device's last values raise, the mildest in the lowest bit. */
    public int raised(Subject subject) {
        return met(raises, subject);
    }

    /** Which severities they clear. */
    public int cleared(Subject subject) {
        return met(clears, subject);
    }

    private static int met(List<Condition> conditions, Subject subject) {
        int bits = 0;
        for (int index = 0; index < conditions.size(); index++) {
            if (conditions.get(index).test(subject) == Truth.TRUE) {
                bits |= 1 << index;
            }
        }
        return bits;
    }
}
