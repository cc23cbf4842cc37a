package io.fleetstream.jobs.anomaly.function;

import io.fleetstream.schemas.AlarmEvent;

/**
 * An alarm on its way to the group of its device.
 *
 * @param key rule and group
 * @param group name of the group, as {@code site=acme/plant-1}
 * @param role what the device is in the group
 * @param grace settings of the group, in milliseconds
 * @param devices likewise
 * @param tellEvery likewise, in milliseconds
 * @param event what happened
 */
public record GroupInput(
        String key,
        String group,
        Role role,
        long grace,
        int devices,
        long tellEvery,
        AlarmEvent event) {

    /** What a device is in a group. */
    public enum Role {
        /** One of them. */
        MEMBER,

        /** The one that the others depend on; its alarm is told here. */
        PARENT,

        /** Likewise, but its alarm is of another rule, and told elsewhere. */
        SILENT_PARENT
    }
}
