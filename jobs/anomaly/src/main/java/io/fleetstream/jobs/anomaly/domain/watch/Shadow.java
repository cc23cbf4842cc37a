package io.fleetstream.jobs.anomaly.domain.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fleetstream.jobs.anomaly.domain.bytes.ByteReader;
import io.fleetstream.jobs.anomaly.domain.bytes.ByteWriter;
import java.util.HashMap;
import java.util.Map;

/**
 * The sections of a device's classic shadow, as JSON objects; empty texts where there is none.
 *
 * @param desired what is wanted
 * @param reported what the device says
 */
public record Shadow(String desired, String reported) {
    /** No shadow. */
    public static final Shadow NONE = new Shadow("", "");

    // expressions know whole numbers of one length
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_LONG_FOR_INTS).build();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    /** Whether there is nothing in it. */
    public boolean isNone() {
        return desired.isEmpty() && reported.isEmpty();
    }

    /** As conditions ask. */
    public Map<String, Object> map() {
        Map<String, Object> map = new HashMap<>();
        putSection(map, "desired", desired);
        putSection(map, "reported", reported);
        return map;
    }

    /** Appends it. */
    public void write(ByteWriter out) {
        out.putText(desired).putText(reported);
    }

    /** Reads what was written. */
    public static Shadow read(ByteReader in) {
        return new Shadow(in.getText(), in.getText());
    }

    private static void putSection(Map<String, Object> map, String name, String json) {
        if (json.isEmpty()) {
            return;
        }
        try {
            map.put(name, JSON.readValue(json, OBJECT));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the job shadow writes JSON objects", e);
        }
    }
}
