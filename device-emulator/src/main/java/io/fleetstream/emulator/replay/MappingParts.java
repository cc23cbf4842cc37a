package io.fleetstream.emulator.replay;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What has been read of a mapping so far. */
final class MappingParts {
    RecordingFormat format = RecordingFormat.ndjson();
    final Map<String, FieldSource> topic = new HashMap<>();
    FieldSource deviceId;
    String fallbackDeviceId = "unmapped";
    Optional<TimeField> time = Optional.empty();
    Optional<TimeField> receivedAt = Optional.empty();
    Optional<JsonPointer> sequence = Optional.empty();
    Optional<FieldSource> bootId = Optional.empty();
    Optional<FieldSource> firmware = Optional.empty();
    Optional<JsonPointer> allMetricsOf = Optional.empty();
    final Map<String, MetricSource> metrics = new LinkedHashMap<>();
    final Map<String, String> units = new HashMap<>();
    final Set<String> exclude = new HashSet<>();

    MappingParts() {
        topic.put("topic-root", FieldSource.of("replay"));
        topic.put("org", FieldSource.of("replay"));
        topic.put("site", FieldSource.of("recording"));
        topic.put("type", FieldSource.of("device"));
    }
}
