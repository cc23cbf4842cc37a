package io.fleetstream.jobs.ingest.state;

import java.util.List;

/**
 * What ingest needs of a device's row in the registry, now and before. Times in microseconds since
 * the epoch.
 *
 * @param org organisation it belongs to
 * @param site where it stands
 * @param deviceType its type
 * @param model key of its model; null if the operator names none
 * @param validFrom event time from which this is true; null for ever back
 * @param previous what was true before, oldest first, each until the next one begins
 */
public record RegistryRow(
        String org,
        String site,
        String deviceType,
        String model,
        Long validFrom,
        List<RegistryVersion> previous) {

    /** Fills in what an older savepoint does not have. */
    public RegistryRow {
        previous = previous == null ? List.of() : previous;
    }

    /** A row that has always been true. */
    public RegistryRow(String org, String site, String deviceType, String model) {
        this(org, site, deviceType, model, null, List.of());
    }

    /**
     * What was true of the device at a time: this row itself, or a row made of the version that was
     * valid then. Before the first version that is known, the first one stands in.
     *
     * @param eventTime microseconds since the epoch
     */
    public RegistryRow asOf(long eventTime) {
        if (previous.isEmpty() || validFrom == null || eventTime >= validFrom) {
            return this;
        }
        int version = previous.size() - 1;
        while (version > 0 && !previous.get(version).isValidAt(eventTime)) {
            version--;
        }
        return previous.get(version).row();
    }
}
