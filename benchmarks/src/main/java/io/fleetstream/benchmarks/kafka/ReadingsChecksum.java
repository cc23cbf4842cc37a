package io.fleetstream.benchmarks.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetstream.schemas.Metric;
import io.fleetstream.schemas.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;

/** Sum over the values of readings that no order changes: device, number, time, metric, value. */
final class ReadingsChecksum {
    private static final int CONFLUENT_HEADER = 5;
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;
    private static final long MICROS_PER_MILLI = 1_000;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final SpecificDatumReader<Reading> reader = new SpecificDatumReader<>(Reading.class);
    private BinaryDecoder decoder;
    private long sum;
    private long readings;

    /** That of the telemetry the topic was filled with. */
    static long ofTelemetry(long records, long poisonEvery) {
        ReadingsChecksum checksum = new ReadingsChecksum();
        Telemetry telemetry = new Telemetry(Telemetry.SEED);
        for (long i = 0; i < records; i++) {
            byte[] payload = telemetry.next().payload();
            if (!Telemetry.isPoison(i, poisonEvery)) {
                checksum.addPayload(payload);
            }
        }
        return checksum.value();
    }

    /** Adds a reading in the Confluent wire format. */
    void add(byte[] record) {
        try {
            decoder =
                    DecoderFactory.get()
                            .binaryDecoder(
                                    record,
                                    CONFLUENT_HEADER,
                                    record.length - CONFLUENT_HEADER,
                                    decoder);
            Reading reading = reader.read(null, decoder);
            readings++;
            long micros = ChronoUnit.MICROS.between(Instant.EPOCH, reading.getEventTime());
            long head = head(reading.getDeviceId(), reading.getSequence(), micros);
            for (Metric metric : reading.getMetrics()) {
                add(head, metric.getName(), metric.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a reading that cannot be decoded", e);
        }
    }

    long value() {
        return sum;
    }

    /** Readings added. */
    long readings() {
        return readings;
    }

    private void addPayload(byte[] payload) {
        try {
            JsonNode json = MAPPER.readTree(payload);
            long head =
                    head(
                            json.get("device_id").textValue(),
                            json.get("seq").longValue(),
                            json.get("ts").longValue() * MICROS_PER_MILLI);
            json.get("metrics")
                    .properties()
                    .forEach(metric -> add(head, metric.getKey(), metric.getValue().doubleValue()));
        } catch (IOException e) {
            throw new UncheckedIOException("telemetry that is not JSON", e);
        }
    }

    private void add(long head, String name, double value) {
        long hash = ((head + name.hashCode()) * SPREAD) ^ Double.doubleToLongBits(value);
        sum += (hash ^ (hash >>> 31)) * SPREAD;
    }

    private static long head(String device, long sequence, long micros) {
        return ((device.hashCode() * SPREAD + sequence) * SPREAD + micros) * SPREAD;
    }
}
