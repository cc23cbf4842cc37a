package io.fleetstream.emulator.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/** Applies a mapping to lines: every line yields exactly one message. */
final class LineMapper {
    private final Mapping mapping;
    private final LineParser parser;
    private final MetricsMapper metrics;

    LineMapper(Mapping mapping, LineParser parser) {
        this.mapping = mapping;
        this.parser = parser;
        this.metrics = new MetricsMapper(mapping);
    }

    ReplayLine map(byte[] line) {
        Optional<ObjectNode> parsed = parser.parse(line);
        if (parsed.isEmpty()) {
            return unmapped(line, MissingNode.getInstance());
        }
        ObjectNode object = parsed.get();
        Optional<String> id = mapping.deviceId.read(object).filter(Names::isDeviceId);
        return id.isEmpty() ? unmapped(line, object) : mapped(id.get(), object);
    }

    private ReplayLine mapped(String deviceId, ObjectNode line) {
        Optional<Instant> time = mapping.time.flatMap(field -> field.read(line));
        Optional<Instant> receivedAt = mapping.receivedAt.flatMap(field -> field.read(line));
        ObjectNode values = metrics.of(line);
        return new ReplayLine(
                values.isEmpty() ? ReplayLine.Kind.NO_METRICS : ReplayLine.Kind.MAPPED,
                deviceId,
                topic(deviceId, line),
                ReplayPayload.write(mapping, deviceId, time, line, values),
                values.size(),
                receivedAt,
                receivedAt.or(() -> time));
    }

    private ReplayLine unmapped(byte[] line, JsonNode readable) {
        Optional<Instant> receivedAt = mapping.receivedAt.flatMap(field -> field.read(readable));
        String deviceId = mapping.fallbackDeviceId;
        return new ReplayLine(
                ReplayLine.Kind.UNMAPPED,
                deviceId,
                topic(deviceId, readable),
                line,
                0,
                receivedAt,
                receivedAt);
    }

    private String topic(String deviceId, JsonNode line) {
        return String.join(
                "/",
                level("topic-root", line),
                level("org", line),
                level("site", line),
                level("type", line),
                deviceId,
                "reading");
    }

    private String level(String name, JsonNode line) {
        return Names.level(mapping.topic.get(name).read(line).orElse("unknown"));
    }
}
