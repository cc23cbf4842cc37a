package io.fleetstream.emulator.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.fleetstream.emulator.signal.Noise;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Writes what devices retain on their status topic (UTF-8 JSON). */
public final class StatusWriter {
    private static final JsonFactory JSON = new JsonFactory();
    private static final double WEEK_MS = 7 * 86_400_000.0;

    private StatusWriter() {}

    /** The last will: the device cannot know when it will die, so there is no time in it. */
    public static byte[] lastWill(Software software) {
        String json =
                "{\"status\":\"offline\",\"reason\":\"connection-lost\",\"boot_id\":\""
                        + software.bootId()
                        + "\"}";
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Says that the device is there.
     *
     * @param deviceSeed decides battery and signal
     * @param timestampMs event time, epoch milliseconds
     */
    public static byte[] online(Software software, long deviceSeed, long timestampMs) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(160);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("status", "online");
            json.writeNumberField("ts", timestampMs);
            json.writeStringField("firmware", software.firmware());
            json.writeStringField("boot_id", software.bootId());
            double charge = timestampMs / WEEK_MS + Noise.uniform(deviceSeed, 401);
            json.writeNumberField("battery", (int) (100 - 80 * (charge - Math.floor(charge))));
            json.writeNumberField("signal", -50 - (int) (45 * Noise.uniform(deviceSeed, 402)));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return bytes.toByteArray();
    }

    /** Says goodbye at an event time in epoch milliseconds. */
    public static byte[] offline(Software software, long timestampMs) {
        String json =
                "{\"status\":\"offline\",\"reason\":\"shutdown\",\"ts\":"
                        + timestampMs
                        + ",\"boot_id\":\""
                        + software.bootId()
                        + "\"}";
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
