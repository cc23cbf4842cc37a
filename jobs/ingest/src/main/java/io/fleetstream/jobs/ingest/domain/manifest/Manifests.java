package io.fleetstream.jobs.ingest.domain.manifest;

import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.state.ManifestRow;
import io.fleetstream.jobs.ingest.state.RegistryRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All manifests, ready to be asked; immutable, built anew when one of them changes. Exact ids cost
 * one look-up however many there are; each pattern is tried in turn.
 */
public final class Manifests {
    /** No manifest at all. */
    public static final Manifests NONE = new Manifests(List.of());

    private record Pattern(Glob glob, ManifestRow manifest) {}

    private final Map<String, ManifestRow> exact = new HashMap<>();
    private final List<Pattern> patterns = new ArrayList<>();

    private Manifests(List<ManifestRow> sorted) {
        for (ManifestRow manifest : sorted) {
            for (String id : manifest.deviceIds()) {
                if (Glob.isPattern(id)) {
                    patterns.add(new Pattern(Glob.of(id), manifest));
                } else {
                    exact.putIfAbsent(id, manifest);
                }
            }
        }
    }

    /** These manifests, in whatever order; their names are distinct. */
    public static Manifests of(Collection<ManifestRow> manifests) {
        return new Manifests(
                manifests.stream().sorted(Comparator.comparing(ManifestRow::name)).toList());
    }

    /** The first manifest by name that allows the device, or null. */
    public ManifestRow match(String deviceId) {
        ManifestRow found = exact.get(deviceId);
        for (Pattern pattern : patterns) {
            if (found != null && found.name().compareTo(pattern.manifest().name()) <= 0) {
                return found;
            }
            if (pattern.glob().matches(deviceId)) {
                return pattern.manifest();
            }
        }
        return found;
    }

    /**
     * The row of a device that {@code manifest} allows; what the manifest leaves open is as in the
     * topic of {@code message}.
     */
    public static RegistryRow register(ManifestRow manifest, ParsedMessage message) {
        return new RegistryRow(
                manifest.org() == null ? message.org() : manifest.org(),
                manifest.site() == null ? message.site() : manifest.site(),
                manifest.deviceType() == null ? message.deviceType() : manifest.deviceType(),
                manifest.model());
    }
}
