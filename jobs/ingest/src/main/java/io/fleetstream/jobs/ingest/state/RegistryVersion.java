package io.fleetstream.jobs.ingest.state;

/**
 * What was true of a device before.
 *
 * @param validFrom event time from which it was, microseconds since the epoch; null for ever back
 * @param org organisation it belonged to
 * @param site where it stood
 * @param deviceType its type
 * @param model key of its model; null for none
 */
public record RegistryVersion(
        Long validFrom, String org, String site, String deviceType, String model) {

    /** Whether it had begun. */
    boolean isValidAt(long eventTime) {
        return validFrom == null || eventTime >= validFrom;
    }

    /** As a row without a past. */
    RegistryRow row() {
        return new RegistryRow(org, site, deviceType, model);
    }
}
