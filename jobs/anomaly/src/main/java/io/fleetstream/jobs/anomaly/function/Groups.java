package io.fleetstream.jobs.anomaly.function;

import io.fleetstream.jobs.anomaly.domain.presence.PresenceGroup;
import io.fleetstream.jobs.anomaly.domain.watch.Attributes;
import io.fleetstream.schemas.AlarmEvent;
import java.util.Optional;

/** Finds the group of a device. */
final class Groups {
    private Groups() {}

    /** The event for its group; empty if nothing is known that makes one. */
    static Optional<GroupInput> input(AlarmEvent event, Attributes device, PresenceGroup group) {
        String trait = trait(device, group);
        // who has no such tag may be the one that others name
        boolean parent = trait.isEmpty() && !group.tag().isEmpty();
        String value = parent ? event.getDeviceId() : trait;
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String name = group.by() + "=" + value;
        return Optional.of(
                new GroupInput(
                        event.getRuleId() + " " + name,
                        name,
                        parent,
                        group.spec().grace(),
                        group.spec().devices(),
                        group.spec().tellEvery(),
                        event));
    }

    private static String trait(Attributes device, PresenceGroup group) {
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
