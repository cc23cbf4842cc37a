package io.fleetstream.jobs.anomaly.function;

import io.fleetstream.jobs.anomaly.domain.presence.DeviceGroup;
import io.fleetstream.jobs.anomaly.domain.rule.AlarmRule;
import io.fleetstream.jobs.anomaly.domain.rule.RuleMode;
import io.fleetstream.jobs.anomaly.domain.watch.Attributes;
import io.fleetstream.jobs.anomaly.domain.watch.WatchedRule;
import io.fleetstream.schemas.AlarmEvent;
import java.util.Optional;

/** Finds the group of a device. */
final class Groups {
    private Groups() {}

    /** The event for its group; empty if nothing is known that makes one. */
    static Optional<GroupInput> input(AlarmEvent event, Attributes device, DeviceGroup group) {
        String trait = trait(device, group);
        // who has no such tag may be the one that others name
        boolean parent = trait.isEmpty() && !group.tag().isEmpty() && group.parentRule().isEmpty();
        String value = parent ? event.getDeviceId() : trait;
        if (value.isEmpty()) {
            return Optional.empty();
        }
        GroupInput.Role role = parent ? GroupInput.Role.PARENT : GroupInput.Role.MEMBER;
        return Optional.of(input(role, event, group, value));
    }

    /** The same event for those behind the device, if it is one that stands for theirs. */
    static Optional<GroupInput> asParent(AlarmEvent event, WatchedRule behind) {
        AlarmRule rule = behind.rule();
        boolean trial = rule.mode() == RuleMode.SHADOW;
        // nobody was told of an alarm on trial, so that it stands for none that is told
        if (rule.mode() == RuleMode.OFF || (event.getOnTrial() && !trial)) {
            return Optional.empty();
        }
        AlarmEvent theirs =
                AlarmEvent.newBuilder(event)
                        .setRuleId(rule.id())
                        .setRuleVersion(behind.version())
                        .setMetric(rule.metric())
                        .setComment(rule.description().isEmpty() ? null : rule.description())
                        .setOnTrial(trial)
                        .build();
        return Optional.of(
                input(GroupInput.Role.SILENT_PARENT, theirs, rule.group(), event.getDeviceId()));
    }

    /** What the groups of a rule are keyed by; the names of rules have no spaces. */
    static String key(String rule, String group) {
        return rule + " " + group;
    }

    private static GroupInput input(
            GroupInput.Role role, AlarmEvent event, DeviceGroup group, String value) {
        String name = group.name(value);
        return new GroupInput(
                key(event.getRuleId(), name),
                name,
                role,
                group.spec().grace(),
                group.spec().devices(),
                group.spec().tellEvery(),
                event);
    }

    private static String trait(Attributes device, DeviceGroup group) {
        return switch (group.by()) {
            case "org" -> device.org();
            // two organisations may have a site of one name
            case "site" -> device.site().isEmpty() ? "" : device.org() + "/" + device.site();
            case "type" -> device.type();
            case "model" -> device.model();
            default -> device.tags().getOrDefault(group.tag(), "");
        };
    }
}
