package io.fleetstream.jobs.anomaly.domain.watch;

import io.fleetstream.schemas.Device;

/** What the registry says of devices. */
public final class RegistryRows {
    private RegistryRows() {}

    /** The attributes in a row; the firmware is what readings say. */
    public static Attributes attributes(Device row) {
        return new Attributes(
                row.getOrg(),
                row.getSite(),
                row.getDeviceType(),
                known(row.getModel()),
                known(row.getHardware()),
                "",
                row.getStatus().name(),
                known(row.getTimeZone()),
                row.getTags());
    }

    private static String known(String text) {
        return text == null ? "" : text;
    }
}
