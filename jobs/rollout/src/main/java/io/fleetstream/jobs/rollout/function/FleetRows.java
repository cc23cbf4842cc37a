package io.fleetstream.jobs.rollout.function;

import io.fleetstream.jobs.rollout.domain.rollout.DevicePart;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutDefinition;
import io.fleetstream.jobs.rollout.state.FleetRow;
import io.fleetstream.schemas.DeviceTraits;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

/** What is known of devices, and what follows for rollouts. */
final class FleetRows {
    private static final String ACTIVE = "ACTIVE";
    private static final FleetRow UNKNOWN =
            new FleetRow("", "", "", "", "", "", "", Map.of(), "", "");

    private FleetRows() {}

    /** With its row in the registry, or without one. */
    static FleetRow described(FleetRow before, FleetRow row) {
        FleetRow known = before == null ? UNKNOWN : before;
        FleetRow next = row == null ? UNKNOWN : row;
        return new FleetRow(
                next.org(),
                next.site(),
                next.type(),
                next.model(),
                next.hardware(),
                next.status(),
                next.zone(),
                next.tags(),
                known.firmware(),
                known.boot());
    }

    /** With what it reports itself. */
    static FleetRow reported(FleetRow before, String firmware, String boot) {
        FleetRow known = before == null ? UNKNOWN : before;
        return new FleetRow(
                known.org(),
                known.site(),
                known.type(),
                known.model(),
                known.hardware(),
                known.status(),
                known.zone(),
                known.tags(),
                firmware,
                boot);
    }

    static boolean rebooted(FleetRow before, String boot) {
        return before != null && !before.boot().isEmpty() && !before.boot().equals(boot);
    }

    /** Whether a device is a target, and able. Only what the registry has, and wants active, is. */
    static boolean isEligible(FleetRow row, String device, RolloutDefinition definition) {
        if (!row.status().equals(ACTIVE)) {
            return false;
        }
        DeviceTraits traits =
                new DeviceTraits(
                        device,
                        row.org(),
                        row.site(),
                        row.type(),
                        known(row.model()),
                        known(row.hardware()),
                        row.status(),
                        known(row.firmware()),
                        row.tags());
        return definition.devices().matches(traits) && definition.requires().matches(traits);
    }

    static DevicePart part(FleetRow row, String device, RolloutDefinition definition) {
        return new DevicePart(definition, device, zone(row.zone()));
    }

    private static ZoneId zone(String zone) {
        try {
            return zone.isEmpty() ? ZoneOffset.UTC : ZoneId.of(zone);
        } catch (DateTimeException e) {
            // The registry says something that is no zone: then it has none.
            return ZoneOffset.UTC;
        }
    }

    private static String known(String text) {
        return text.isEmpty() ? null : text;
    }
}
