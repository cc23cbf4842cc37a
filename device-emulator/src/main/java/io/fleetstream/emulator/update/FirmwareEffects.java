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
 * "drift_per_hour":{"battery":-20},"interval_factor":5,"reboot_every_s":30,"silent":true,
 * "boots":false}}. Any other image is good.
 *
 * @param offsets what is added to metrics, by name, in the metric's unit
 * @param driftsPerHour what is added to metrics besides, for every hour since the device measured
 *     with it first
 * @param intervalFactor how much longer the device waits between two messages; 1 for no longer
 * @param rebootEverySeconds how often it starts again by itself; 0 for never
 * @param silent whether it measures no more
 * @param boots whether the device comes up with it at all
 */
public record FirmwareEffects(
        Map<String, Double> offsets,
        Map<String, Double> driftsPerHour,
        double intervalFactor,
        double rebootEverySeconds,
        boolean silent,
        boolean boots) {
    /** A good image. */
    public static final FirmwareEffects NONE =
            new FirmwareEffects(Map.of(), Map.of(), 1, 0, false, true);

    private static final Map<String, Double> DRAIN_PER_HOUR = Map.of("battery", -60.0);
    private static final double MS_PER_HOUR = 3_600_000;
    private static final JsonMapper JSON = new JsonMapper();

    /** Takes copies. */
    public FirmwareEffects {
        offsets = Map.copyOf(offsets);
        driftsPerHour = Map.copyOf(driftsPerHour);
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
            return new FirmwareEffects(
                    byMetric(json.path("offset")),
                    byMetric(json.path("drift_per_hour")),
                    json.path("interval_factor").asDouble(1),
                    json.path("reboot_every_s").asDouble(0),
                    json.path("silent").asBoolean(false),
                    json.path("boots").asBoolean(true));
        } catch (JsonProcessingException e) {
            return NONE;
        }
    }

    private static Map<String, Double> byMetric(JsonNode object) {
        Map<String, Double> values = new HashMap<>();
        object.properties().forEach(each -> values.put(each.getKey(), each.getValue().asDouble()));
        return values;
    }

    /** The same, and the battery of a device that has one is empty within two hours. */
    FirmwareEffects draining() {
        Map<String, Double> drifts = new HashMap<>(driftsPerHour);
        drifts.putAll(DRAIN_PER_HOUR);
        return new FirmwareEffects(
                offsets, drifts, intervalFactor, rebootEverySeconds, silent, boots);
    }

    /**
     * What the device measures with it.
     *
     * @param sinceMs event time since it measured with it first
     */
    public TelemetryEvent apply(TelemetryEvent event, long sinceMs) {
        if (offsets.isEmpty() && driftsPerHour.isEmpty()) {
            return event;
        }
        double hours = sinceMs / MS_PER_HOUR;
        List<MetricDefinition> metrics = event.device().profile().metrics();
        List<Double> values = new ArrayList<>(event.values());
        for (int i = 0; i < values.size(); i++) {
            String name = metrics.get(i).name();
            double change =
                    offsets.getOrDefault(name, 0.0) + hours * driftsPerHour.getOrDefault(name, 0.0);
            if (change != 0 && event.reports(i)) {
                values.set(i, metrics.get(i).report(values.get(i) + change));
            }
        }
        return new TelemetryEvent(event.device(), event.sequence(), event.timestampMs(), values);
    }
}
