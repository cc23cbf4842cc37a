package io.fleetstream.jobs.shadow.bulk;

import io.fleetstream.jobs.shadow.state.BulkDevice;
import io.fleetstream.jobs.shadow.state.DeviceRow;
import io.fleetstream.schemas.DeviceTraits;
import io.fleetstream.schemas.Selector;

/** Asks selectors about devices as they stand in the state. */
final class Traits {
    private Traits() {}

    /** Whether it is picked; a device without a row in the registry never is. */
    static boolean match(Selector selector, String deviceId, BulkDevice device) {
        if (device == null || device.row() == null) {
            return false;
        }
        DeviceRow row = device.row();
        return selector.matches(
                new DeviceTraits(
                        deviceId,
                        row.org(),
                        row.site(),
                        row.type(),
                        row.model(),
                        row.hardware(),
                        row.status(),
                        device.firmware(),
                        row.tags()));
    }
}
