package io.fleetstream.jobs.ingest.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstream.jobs.ingest.domain.RawMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** A recording of one LoRaWAN sensor, one uplink a line. */
final class Recording {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Recording() {}

    /**
     * One uplink.
     *
     * @param sequence frame counter
     * @param millis time the network stamped it with
     * @param metrics decoded values, as they stand there; empty if it was not decoded
     * @param device its identifier
     */
    record Uplink(long sequence, long millis, JsonNode metrics, String device) {

        /** The message that a replay makes of it, arriving when it was recorded. */
        RawMessage message() {
            ObjectNode payload = JSON.createObjectNode();
            payload.put("device_id", device).put("seq", sequence).put("ts", millis);
            payload.set("metrics", metrics);
            return new RawMessage(
                    "campusiot/tourperret/ems/" + device + "/reading",
                    millis * 1_000,
                    null,
                    null,
                    payload.toString().getBytes(StandardCharsets.UTF_8),
                    0,
                    0);
        }
    }

    static List<Uplink> read(Path file) throws IOException {
        List<Uplink> uplinks = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(file)),
                                StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null) {
                uplinks.add(uplink(JSON.readTree(line)));
                line = lines.readLine();
            }
        }
        return uplinks;
    }

    private static Uplink uplink(JsonNode line) {
        JsonNode decoded = line.at("/decoded/payload");
        return new Uplink(
                line.get("fcnt").longValue(),
                line.get("_timestamp").longValue(),
                decoded.isObject() ? decoded : JSON.createObjectNode(),
                line.get("dev_eui").textValue());
    }
}
