package io.fleetstream.jobs.ingest.domain.enrich;

import io.fleetstream.jobs.ingest.domain.Micros;
import io.fleetstream.jobs.ingest.state.ManifestRow;
import io.fleetstream.jobs.ingest.state.RegistryRow;
import io.fleetstream.jobs.ingest.state.RegistryVersion;
import io.fleetstream.schemas.Device;
import io.fleetstream.schemas.DeviceManifest;
import io.fleetstream.schemas.DeviceVersion;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** What is kept of the registry's records and of the manifests. */
public final class Rows {
    private static final int MOST_VERSIONS = 16;

    private Rows() {}

    /**
     * Of a device, whatever its status: a retired device that still sends is stored, because
     * nothing disappears. A row without a beginning begins, if there are previous ones, when it was
     * written, else it has always been true. Of more than 16 previous versions the last 16 count.
     */
    public static RegistryRow of(Device device) {
        List<RegistryVersion> previous = previous(device);
        Instant begins = device.getValidFrom();
        if (begins == null && !previous.isEmpty()) {
            begins = device.getUpdatedAt();
        }
        return new RegistryRow(
                device.getOrg(),
                device.getSite(),
                device.getDeviceType(),
                device.getModel(),
                micros(begins),
                previous);
    }

    /** Of a manifest. */
    public static ManifestRow of(DeviceManifest manifest) {
        return new ManifestRow(
                manifest.getName(),
                manifest.getDeviceIds().toArray(String[]::new),
                manifest.getOrg(),
                manifest.getSite(),
                manifest.getDeviceType(),
                manifest.getModel());
    }

    private static List<RegistryVersion> previous(Device device) {
        List<DeviceVersion> versions = device.getPrevious();
        return versions.stream()
                .skip(Math.max(0, versions.size() - MOST_VERSIONS))
                .map(Rows::of)
                .sorted(
                        Comparator.comparing(
                                RegistryVersion::validFrom,
                                Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
    }

    private static RegistryVersion of(DeviceVersion version) {
        return new RegistryVersion(
                micros(version.getValidFrom()),
                version.getOrg(),
                version.getSite(),
                version.getDeviceType(),
                version.getModel());
    }

    private static Long micros(Instant time) {
        return time == null ? null : Long.valueOf(Micros.of(time));
    }
}
