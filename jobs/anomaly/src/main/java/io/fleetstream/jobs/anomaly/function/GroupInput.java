package io.fleetstream.jobs.anomaly.function;

import io.fleetstream.schemas.AlarmEvent;

/**
 * An alarm about presence on its way to the group of its device.
 *
 * @param key rule and group
 * @param group name of the group, as {@code site=acme/plant-1}
 * @param parent whether the device is the one that the others of the group depend on
 * @param grace settings of the group, in milliseconds
 * @param devices likewise
 * @param tellEvery likewise, in milliseconds
 * @param event what happened
 */
public record GroupInput(
        String key,
        String group,
        boolean parent,
        long grace,
        int devices,
        long tellEvery,
        AlarmEvent event) {}
