package io.fleetstream.emulator.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.fleetstream.emulator.signal.MetricDefinition;
import io.fleetstream.emulator.signal.TelemetryEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes an event as a reading in the map form (UTF-8 JSON). Thread-safe. */
public final class ReadingWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private final boolean units;

    /** Creates a writer that states the unit of every metric, or of none. */
    public ReadingWriter(boolean units) {
        this.units = units;
    }

    /** The payload; same arguments, same bytes. */
    public byte[] write(TelemetryEvent event, Software software) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("device_id", event.device().id());
            json.writeNumberField("seq", event.sequence());
            json.writeNumberField("ts", event.timestampMs());
            json.writeStringField("boot_id", software.bootId());
            json.writeStringField("fw", software.firmware());
            json.writeObjectFieldStart("metrics");
            List<MetricDefinition> metrics = event.device().profile().metrics();
            for (int i = 0; i < metrics.size(); i++) {
                writeMetric(json, metrics.get(i), event.values().get(i));
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return bytes.toByteArray();
    }

    private void writeMetric(JsonGenerator json, MetricDefinition metric, double value)
            throws IOException {
        json.writeFieldName(metric.name());
        if (units) {
            json.writeStartObject();
            json.writeFieldName("value");
        }
        if (metric.decimals() == 0 && Math.abs(value) < 1e15) {
            json.writeNumber((long) value);
        } else {
            json.writeNumber(value);
        }
        if (units) {
            json.writeStringField("unit", metric.unit());
            json.writeEndObject();
        }
    }
}
