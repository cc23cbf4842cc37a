package io.fleetstream.cli.registry;

import java.util.Map;

/**
 * What one line of a file says about a device. A field it does not have stays as the registry has
 * it; an empty text clears it.
 *
 * @param number line of the file it begins in, from 1
 * @param fields the columns of {@link DeviceFields} it has, by name
 * @param tags tags it sets, or clears by an empty text
 * @param allTags whether tags it does not name are cleared
 */
record DeviceLine(
        int number, Map<String, String> fields, Map<String, String> tags, boolean allTags) {
    DeviceLine {
        fields = Map.copyOf(fields);
        tags = Map.copyOf(tags);
    }

    /** Id of the device; empty if the line has none. */
    String deviceId() {
        return fields.getOrDefault(DeviceFields.DEVICE_ID, "");
    }
}
