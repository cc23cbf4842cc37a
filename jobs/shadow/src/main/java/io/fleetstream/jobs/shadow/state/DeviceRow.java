package io.fleetstream.jobs.shadow.state;

import java.util.Map;

/**
 * What the job needs of a device's row in the registry.
 *
 * @param org organisation
 * @param site site
 * @param type device type
 * @param model model; null if the registry has none
 * @param hardware hardware revision; null if the registry has none
 * @param status what the operator wants of it
 * @param tags its tags
 * @param updatedAt when the operator wrote it, microseconds since the epoch
 */
public record DeviceRow(
        String org,
        String site,
        String type,
        String model,
        String hardware,
        String status,
        Map<String, String> tags,
        long updatedAt) {
    /** Fills in what an older savepoint does not have. */
    public DeviceRow {
        tags = tags == null ? Map.of() : tags;
    }
}
