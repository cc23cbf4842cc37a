package io.fleetstream.cli;

import io.fleetstream.cli.registry.Registry;
import io.fleetstream.schemas.Device;
import io.fleetstream.schemas.DeviceFacts;
import io.fleetstream.schemas.DeviceTraits;
import io.fleetstream.schemas.Selector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Which devices a selector would pick now; the job decides for itself when it reads a request. */
final class SelectedDevices {
    private SelectedDevices() {}

    static List<String> of(Registry registry, Selector selector) throws IOException {
        SortedMap<String, DeviceFacts> facts = registry.facts();
        List<String> picked = new ArrayList<>();
        for (Device device : registry.devices().values()) {
            DeviceFacts known = facts.get(device.getDeviceId());
            String firmware = known == null ? null : known.getFirmware();
            if (selector.matches(DeviceTraits.of(device, firmware))) {
                picked.add(device.getDeviceId());
            }
        }
        return picked;
    }

    /** In short, for people. */
    static String told(List<String> picked) {
        return picked.size()
                + " devices match now"
                + (picked.isEmpty()
                        ? ""
                        : ": "
                                + String.join(", ", picked.subList(0, Math.min(10, picked.size())))
                                + (picked.size() > 10 ? ", …" : ""));
    }
}
