package io.fleetstream.emulator.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/** Writes a mapped line as a reading in the map form (UTF-8 JSON). */
final class ReplayPayload {
    private static final ObjectWriter JSON = JsonMapper.builder().build().writer();

    private ReplayPayload() {}

    static byte[] write(
            Mapping mapping,
            String deviceId,
            Optional<Instant> time,
            JsonNode line,
            ObjectNode metrics) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put("device_id", deviceId);
        mapping.sequence.ifPresent(pointer -> copy(payload, "seq", integer(line.at(pointer))));
        if (time.isPresent()) {
            payload.put("ts", epoch(time.get()));
        } else {
            // a time that cannot be read is for ingest to judge
            mapping.time.ifPresent(field -> copy(payload, "ts", line.at(field.pointer())));
        }
        mapping.bootId
                .flatMap(source -> source.read(line))
                .ifPresent(boot -> payload.put("boot_id", boot));
        mapping.firmware
                .flatMap(source -> source.read(line))
                .ifPresent(firmware -> payload.put("fw", firmware));
        payload.set("metrics", metrics);
        try {
            return JSON.writeValueAsBytes(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain nodes can be written", e);
        }
    }

    /** Epoch milliseconds, or micro- or nanoseconds where that is needed to lose nothing. */
    private static long epoch(Instant time) {
        if (time.getNano() % 1_000_000 == 0) {
            return time.toEpochMilli();
        }
        return time.getNano() % 1_000 == 0
                ? time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000
                : time.getEpochSecond() * 1_000_000_000 + time.getNano();
    }

    private static void copy(ObjectNode payload, String name, JsonNode value) {
        if (!value.isMissingNode() && !value.isNull()) {
            payload.set(name, value);
        }
    }

    /** CSV knows no integers, so a text of digits becomes one. */
    private static JsonNode integer(JsonNode value) {
        return value.isTextual() && value.asText().matches("\\d{1,18}")
                ? JsonNodeFactory.instance.numberNode(Long.parseLong(value.asText()))
                : value;
    }
}
