package io.fleetstream.schemas;

import java.util.Map;
import java.util.Objects;

/**
 * What a {@link Selector} may ask about a device: its row in the registry, and the firmware it
 * reported.
 *
 * @param deviceId device
 * @param org organisation
 * @param site site
 * @param type device type
 * @param model model; null if the registry has none
 * @param hardware hardware revision; null if the registry has none
 * @param status what the operator wants of it: ACTIVE, DISABLED or RETIRED
 * @param firmware firmware it reported last; null if it never did
 * @param tags its tags
 */
public record DeviceTraits(
        String deviceId,
        String org,
        String site,
        String type,
        String model,
        String hardware,
        String status,
        String firmware,
        Map<String, String> tags) {

    /** Checks that there is a device. */
    public DeviceTraits {
        Objects.requireNonNull(deviceId, "deviceId");
        Objects.requireNonNull(tags, "tags");
    }

    /**
     * Of a row of the registry.
     *
     * @param firmware as the device's facts have it; null if unknown
     */
    public static DeviceTraits of(Device device, String firmware) {
        return new DeviceTraits(
                device.getDeviceId(),
                device.getOrg(),
                device.getSite(),
                device.getDeviceType(),
                device.getModel(),
                device.getHardware(),
                device.getStatus().name(),
                firmware,
                device.getTags());
    }
}
