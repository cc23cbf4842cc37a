package io.fleetstream.emulator.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.fleetstream.emulator.signal.DeviceIdentity;
import io.fleetstream.emulator.signal.MetricDefinition;
import io.fleetstream.emulator.signal.TelemetryEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes events as readings in the map, flat and batch forms. Thread-safe. */
public final class ReadingWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private final boolean units;

    /** Creates a writer that states the unit of every metric, or of none. */
    public ReadingWriter(boolean units) {
        this.units = units;
    }

    /** One event in the map form (UTF-8 JSON), numbered as it is; same arguments, same bytes. */
    public byte[] write(TelemetryEvent event, Software software) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            map(json, event, new Stamp(event.sequence(), software, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return bytes.toByteArray();
    }

    void map(JsonGenerator json, TelemetryEvent event, Stamp stamp) throws IOException {
        json.writeStartObject();
        head(json, event.device(), stamp, stamp.clock(event.timestampMs()));
        metrics(json, event);
        json.writeEndObject();
    }

    void flat(JsonGenerator json, TelemetryEvent event, Stamp stamp) throws IOException {
        json.writeStartObject();
        head(json, event.device(), stamp, stamp.clock(event.timestampMs()));
        List<MetricDefinition> metrics = event.device().profile().metrics();
        for (int i = 0; i < metrics.size(); i++) {
            if (event.reports(i)) {
                json.writeFieldName(metrics.get(i).name());
                number(json, metrics.get(i), event.values().get(i));
            }
        }
        json.writeEndObject();
    }

    void batch(JsonGenerator json, List<TelemetryEvent> events, Stamp stamp) throws IOException {
        json.writeStartObject();
        json.writeStringField("device_id", events.get(0).device().id());
        json.writeNumberField("seq", stamp.sequence());
        software(json, stamp);
        json.writeArrayFieldStart("readings");
        for (TelemetryEvent event : events) {
            json.writeStartObject();
            json.writeNumberField("ts", stamp.clock(event.timestampMs()));
            metrics(json, event);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** What every numbered form begins with. */
    static void head(JsonGenerator json, DeviceIdentity device, Stamp stamp, long ts)
            throws IOException {
        json.writeStringField("device_id", device.id());
        json.writeNumberField("seq", stamp.sequence());
        json.writeNumberField("ts", ts);
        software(json, stamp);
    }

    /** A value as the sensor reports it: whole where it has no digits after the point. */
    static void number(JsonGenerator json, MetricDefinition metric, double value)
            throws IOException {
        if (metric.decimals() == 0 && Math.abs(value) < 1e15) {
            json.writeNumber((long) value);
        } else {
            json.writeNumber(value);
        }
    }

    private static void software(JsonGenerator json, Stamp stamp) throws IOException {
        json.writeStringField("boot_id", stamp.software().bootId());
        json.writeStringField("fw", stamp.software().firmware());
    }

    private void metrics(JsonGenerator json, TelemetryEvent event) throws IOException {
        json.writeObjectFieldStart("metrics");
        List<MetricDefinition> metrics = event.device().profile().metrics();
        for (int i = 0; i < metrics.size(); i++) {
            if (event.reports(i)) {
                metric(json, metrics.get(i), event.values().get(i));
            }
        }
        json.writeEndObject();
    }

    private void metric(JsonGenerator json, MetricDefinition metric, double value)
            throws IOException {
        json.writeFieldName(metric.name());
        if (units) {
            json.writeStartObject();
            json.writeFieldName("value");
        }
        number(json, metric, value);
        if (units) {
            json.writeStringField("unit", metric.unit());
            json.writeEndObject();
        }
    }
}
