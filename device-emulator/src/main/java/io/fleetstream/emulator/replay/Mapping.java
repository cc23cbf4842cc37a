package io.fleetstream.emulator.replay;

import com.fasterxml.jackson.core.JsonPointer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How lines of a recording become readings; written in YAML. Immutable. */
public final class Mapping {
    final RecordingFormat format;
    final Map<String, FieldSource> topic; // topic-root, org, site, type
    final FieldSource deviceId;
    final String fallbackDeviceId;
    final Optional<TimeField> time;
    final Optional<TimeField> receivedAt;
    final Optional<JsonPointer> sequence;
    final Optional<FieldSource> bootId;
    final Optional<FieldSource> firmware;
    final Optional<JsonPointer> allMetricsOf;
    final Map<String, MetricSource> metrics;
    final Map<String, String> units;
    final Set<String> exclude;

    Mapping(MappingParts parts) {
        this.format = parts.format;
        this.topic = Map.copyOf(parts.topic);
        this.deviceId = parts.deviceId;
        this.fallbackDeviceId = parts.fallbackDeviceId;
        this.time = parts.time;
        // without it, arrival would be now, and anything recorded would be too old
        this.receivedAt = parts.receivedAt.or(() -> parts.time);
        this.sequence = parts.sequence;
        this.bootId = parts.bootId;
        this.firmware = parts.firmware;
        this.allMetricsOf = parts.allMetricsOf;
        this.metrics = parts.metrics;
        this.units = Map.copyOf(parts.units);
        this.exclude = Set.copyOf(parts.exclude);
    }

    /**
     * Reads a mapping.
     *
     * @param nameOrFile the name of one that comes with the emulator, or a YAML file
     * @throws IllegalArgumentException naming the key that is wrong
     */
    public static Mapping load(String nameOrFile) throws IOException {
        return MappingReader.load(nameOrFile);
    }

    /** Reads a YAML file. */
    public static Mapping load(Path file) throws IOException {
        return MappingReader.load(file);
    }
}
