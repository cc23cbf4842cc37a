package io.fleetstream.cli.registry;

import io.fleetstream.schemas.Device;
import io.fleetstream.schemas.DeviceStatus;
import java.util.Map;
import java.util.Optional;

/**
 * Which devices are asked for; what is empty does not matter.
 *
 * @param org organisation
 * @param site site
 * @param deviceType device type
 * @param model device model
 * @param status what the operator wants of it
 * @param tags tags it must have
 */
public record DeviceFilter(
        Optional<String> org,
        Optional<String> site,
        Optional<String> deviceType,
        Optional<String> model,
        Optional<DeviceStatus> status,
        Map<String, String> tags) {

    /** Whether the device is one of them. */
    public boolean accepts(Device device) {
        return is(org, device.getOrg())
                && is(site, device.getSite())
                && is(deviceType, device.getDeviceType())
                && is(model, device.getModel())
                && is(status, device.getStatus())
                && device.getTags().entrySet().containsAll(tags.entrySet());
    }

    private static <T> boolean is(Optional<T> wanted, T actual) {
        return wanted.isEmpty() || wanted.get().equals(actual);
    }
}
