package io.fleetstream.benchmarks.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetstream.schemas.Metric;
import io.fleetstream.schemas.Quality;
import io.fleetstream.schemas.Reading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;

class ReadingsChecksumTest {
    private static final int RECORDS = 50;
    private static final int POISON_EVERY = 10;

    @Test
    void isThatOfTheTelemetryInAnyOrder() throws IOException {
        List<byte[]> readings = readings(0);
        Collections.reverse(readings);

        assertThat(sum(readings)).isEqualTo(ReadingsChecksum.ofTelemetry(RECORDS, 0));
    }

    @Test
    void leavesPoisonOut() throws IOException {
        List<byte[]> readings = readings(POISON_EVERY);

        assertThat(readings).hasSize(RECORDS - RECORDS / POISON_EVERY);
        assertThat(sum(readings)).isEqualTo(ReadingsChecksum.ofTelemetry(RECORDS, POISON_EVERY));
    }

    @Test
    void tellsMissingAndRepeatedReadings() throws IOException {
        List<byte[]> readings = readings(0);
        long expected = ReadingsChecksum.ofTelemetry(RECORDS, 0);

        assertThat(sum(readings.subList(1, RECORDS))).isNotEqualTo(expected);
        readings.set(0, readings.get(1));
        assertThat(sum(readings)).isNotEqualTo(expected);
    }

    private static long sum(List<byte[]> readings) {
        ReadingsChecksum checksum = new ReadingsChecksum();
        readings.forEach(checksum::add);
        return checksum.value();
    }

    private static List<byte[]> readings(int poisonEvery) throws IOException {
        Telemetry telemetry = new Telemetry(Telemetry.SEED);
        List<byte[]> readings = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            byte[] payload = telemetry.next().payload();
            if (!Telemetry.isPoison(i, poisonEvery)) {
                readings.add(written(new ObjectMapper().readTree(payload)));
            }
        }
        return readings;
    }

    /** A reading as a job writes it. */
    private static byte[] written(JsonNode payload) throws IOException {
        List<Metric> metrics = new ArrayList<>();
        payload.get("metrics")
                .properties()
                .forEach(
                        metric ->
                                metrics.add(
                                        Metric.newBuilder()
                                                .setName(metric.getKey())
                                                .setValue(metric.getValue().doubleValue())
                                                .setQuality(Quality.GOOD)
                                                .build()));
        Instant time = Instant.ofEpochMilli(payload.get("ts").longValue());
        Reading reading =
                Reading.newBuilder()
                        .setDeviceId(payload.get("device_id").textValue())
                        .setOrg("o")
                        .setSite("s")
                        .setDeviceType("t")
                        .setSequence(payload.get("seq").longValue())
                        .setEventTime(time)
                        .setReceivedAt(time)
                        .setMetrics(metrics)
                        .setSourcePartition(0)
                        .setSourceOffset(0)
                        .build();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0, 0, 0, 0, 1});
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new SpecificDatumWriter<>(Reading.class).write(reading, encoder);
        encoder.flush();
        return out.toByteArray();
    }
}
