package io.fleetstream.emulator.update;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fleetstream.emulator.signal.MetricDefinition;
import io.fleetstream.emulator.signal.TelemetryEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an image does to the device that runs it. An emulated image is text; if its first line is a
 * JSON object, that says what is wrong with it: {@code {"offset":{"temperature":12},
 * "interval_factor":5,"reboot_every_s":30,"silent":true,"boots":false}}. Any other image is good.
 *
 * @param offsets what is added to metrics, by name, in the metric's unit
 * @param intervalFactor how much longer the device waits between two messages; 1 for no longer
 * @param rebootEverySeconds how often it starts again by itself; 0 for never
 * @param silent whether it measures no more
 * @param boots whether the device comes up with it at all
 */
public record FirmwareEffects(
        Map<String, Double> offsets,
        double intervalFactor,
        double rebootEverySeconds,
        boolean silent,
        boolean boots) {
    /** A good image. */
    public static final FirmwareEffects NONE = new FirmwareEffects(Map.of(), 1, 0, false, true);

    private static final JsonMapper JSON = new JsonMapper();

    /** Takes a copy. */
    public FirmwareEffects {
        offsets = Map.copyOf(offsets);
    }

    /** Of an image. */
    static FirmwareEffects of(byte[] image) {
        String text = new String(image, StandardCharsets.UTF_8);
        String first = text.lines().findFirst().orElse("");
        if (!first.startsWith("{")) {
            return NONE;
        }
        try {
            JsonNode json = JSON.readTree(first);
            Map<String, Double> offsets = new HashMap<>();
            json.path("offset")
                    .properties()
                    .forEach(each -> offsets.put(each.getKey(), each.getValue().asDouble()));
            return new FirmwareEffects(
                    offsets,
                    json.path("interval_factor").asDouble(1),
                    json.path("reboot_every_s").asDouble(0),
                    json.path("silent").asBoolean(false),
                    json.path("boots").asBoolean(true));
        } catch (JsonProcessingException e) {
            return NONE;
        }
    }

    /** What the device measures with it. */
    public TelemetryEvent apply(TelemetryEvent event) {
        if (offsets.isEmpty()) {
            return event;
        }
        List<MetricDefinition> metrics = event.device().profile().metrics();
        List<Double> values = new ArrayList<>(event.values());
        for (int i = 0; i < values.size(); i++) {
            double offset = offsets.getOrDefault(metrics.get(i).name(), 0.0);
            if (offset != 0 && event.reports(i)) {
                values.set(i, metrics.get(i).report(values.get(i) + offset));
            }
        }
        return new TelemetryEvent(event.device(), event.sequence(), event.timestampMs(), values);
    }
}
