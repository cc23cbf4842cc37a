package io.fleetstream.jobs.ingest.state;

/**
 * Devices that are registered when they are first seen.
 *
 * @param name name of the manifest
 * @param deviceIds allowed ids; in each, * stands for any characters and ? for one
 * @param org organisation they belong to; null takes the one in the device's topic
 * @param site where they stand; null takes the one in the device's topic
 * @param deviceType their type; null takes the one in the device's topic
 * @param model key of their model; null for none
 */
@SuppressWarnings("ArrayRecordComponent") // compact in state; never compared, never changed
public record ManifestRow(
        String name, String[] deviceIds, String org, String site, String deviceType, String model) {

    /** Fills in what an older savepoint does not have. */
    public ManifestRow {
        deviceIds = deviceIds == null ? new String[0] : deviceIds;
    }
}
