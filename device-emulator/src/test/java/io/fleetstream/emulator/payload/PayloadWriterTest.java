package io.fleetstream.emulator.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import io.fleetstream.emulator.signal.DeviceIdentity;
import io.fleetstream.emulator.signal.Fleet;
import io.fleetstream.emulator.signal.MetricDefinition;
import io.fleetstream.emulator.signal.Profiles;
import io.fleetstream.emulator.signal.TelemetryEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;

class PayloadWriterTest {
    private static final DeviceIdentity MOTOR =
            Fleet.of(1, Profiles.named("vibration-motor"), "acme", List.of("s"), "").get(0);
    private static final Stamp STAMP = new Stamp(12, new Software("b7", "2.1.0"), 3_600_000);
    private static final long TS = 1_780_000_000_123L;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void flatReadingsHaveTheirMetricsAsMembers() throws IOException {
        JsonNode json = json(write(PayloadForm.FLAT, samples(1)));
        assertHead(json);
        assertThat(json.path("vibration_rms").asDouble()).isEqualTo(1.5);
        assertThat(json.has("metrics")).isFalse();
    }

    @Test
    void batchesAreNumberedOnce() throws IOException {
        JsonNode json = json(write(PayloadForm.BATCH, samples(3)));
        assertThat(json.path("seq").asLong()).isEqualTo(12);
        assertThat(json.path("boot_id").asText()).isEqualTo("b7");
        assertThat(json.path("readings")).hasSize(3);
        JsonNode last = json.path("readings").get(2);
        assertThat(last.path("ts").asLong()).isEqualTo(TS + 3_600_000 + 2000);
        assertThat(last.path("metrics").path("vibration_rms").path("value").asDouble())
                .isEqualTo(3.5);
        assertThat(last.has("seq")).isFalse();
    }

    @Test
    void senmlHasBaseNameBaseTimeAndRelativeTimes() throws IOException {
        Payload payload = write(PayloadForm.SENML, samples(2));
        assertThat(payload.contentType()).isEqualTo("application/senml+json");
        JsonNode json = json(payload);
        assertThat(json).hasSize(10);
        JsonNode first = json.get(0);
        assertThat(first.path("bn").asText()).isEqualTo(MOTOR.id() + ":");
        assertThat(first.path("bt").decimalValue()).hasToString("1780003600.123");
        assertThat(first.path("n").asText()).isEqualTo("vibration_rms");
        assertThat(first.path("u").asText()).isEqualTo("mm/s");
        assertThat(first.path("v").asDouble()).isEqualTo(1.5);
        assertThat(first.has("t")).isFalse();
        assertThat(json.get(5).path("t").decimalValue()).hasToString("1");
        assertThat(json.get(5).has("bn")).isFalse();
    }

    @Test
    void arraysHoldTheFirstMetricAtAnInterval() throws IOException {
        PayloadStyle style = new PayloadStyle(PayloadForm.ARRAYS, Compression.NONE, 4, true);
        Content content = samples(4);
        JsonNode json = json(new PayloadWriter(style).write(content, STAMP));
        assertHead(json);
        assertThat(json.path("interval").decimalValue()).hasToString("1");
        assertThat(json.path("metric").asText()).isEqualTo("vibration_rms");
        assertThat(json.path("unit").asText()).isEqualTo("mm/s");
        assertThat(json.path("values"))
                .extracting(JsonNode::asDouble)
                .containsExactly(1.5, 2.5, 3.5, 4.5);
        assertThat(new PayloadWriter(style).values(content)).isEqualTo(4);
        assertThat(new PayloadWriter(PayloadStyle.DEFAULT).values(content)).isEqualTo(20);
    }

    @Test
    void cborSaysTheSameAsTheMapForm() throws IOException {
        Payload payload = write(PayloadForm.CBOR, samples(1));
        assertThat(payload.contentType()).isEqualTo("application/cbor");
        JsonNode cbor = new ObjectMapper(new CBORFactory()).readTree(payload.bytes());
        JsonNode map = json(write(PayloadForm.MAP, samples(1)));
        assertHead(map);
        byte[] text = write(PayloadForm.MAP, samples(1)).bytes();
        assertThat(cbor.toString()).isEqualTo(JSON.readTree(text).toString());
        assertThat(payload.bytes().length)
                .isLessThan(write(PayloadForm.MAP, samples(1)).bytes().length);
    }

    @Test
    void aggregatesHaveAFormOfTheirOwn() throws IOException {
        List<MetricDefinition> metrics = MOTOR.profile().metrics();
        Content summary =
                new Content.Summary(
                        MOTOR,
                        TS,
                        300,
                        List.of(
                                new MetricSummary(
                                        metrics.get(0), 60, 2.0000000001, 1, 3, 1 / 3.0)));
        Payload payload = write(PayloadForm.SENML, summary);
        assertThat(payload.contentType()).isNull();
        JsonNode json = json(payload);
        assertHead(json);
        assertThat(json.path("window_s").decimalValue()).hasToString("300");
        JsonNode metric = json.path("metrics").path("vibration_rms");
        assertThat(metric.path("count").asLong()).isEqualTo(60);
        assertThat(metric.path("mean").asDouble()).isEqualTo(2);
        assertThat(metric.path("min").asDouble()).isEqualTo(1);
        assertThat(metric.path("max").asDouble()).isEqualTo(3);
        assertThat(metric.path("std").asDouble()).isCloseTo(1 / 3.0, within(1e-6));
        assertThat(metric.path("unit").asText()).isEqualTo("mm/s");
    }

    @Test
    void compressedPayloadsSayHow() throws IOException {
        byte[] plain = write(PayloadForm.MAP, samples(1)).bytes();
        Payload gzip = compressed(Compression.GZIP);
        assertThat(gzip.contentEncoding()).isEqualTo("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip.bytes())).readAllBytes())
                .isEqualTo(plain);
        Payload zlib = compressed(Compression.ZLIB);
        assertThat(zlib.contentEncoding()).isEqualTo("zlib");
        assertThat(new InflaterInputStream(new ByteArrayInputStream(zlib.bytes())).readAllBytes())
                .isEqualTo(plain);
        assertThat(write(PayloadForm.MAP, samples(1)).contentEncoding()).isNull();
    }

    @Test
    void whatIsNotReportedIsNotWritten() throws IOException {
        TelemetryEvent thin =
                new TelemetryEvent(
                        MOTOR, 1, TS, List.of(1.5, Double.NaN, Double.NaN, 1480.0, Double.NaN));
        Content content = new Content.Samples(List.of(thin));
        assertThat(content.values()).isEqualTo(2);
        assertThat(json(write(PayloadForm.MAP, content)).path("metrics")).hasSize(2);
        assertThat(json(write(PayloadForm.FLAT, content))).hasSize(5 + 2);
    }

    @Test
    void aMessageHoldsAtLeastOneSample() {
        assertThatThrownBy(() -> new PayloadStyle(PayloadForm.BATCH, Compression.NONE, 0, true))
                .hasMessageContaining("between 1 and 1000");
    }

    private static Payload compressed(Compression compression) {
        return new PayloadWriter(new PayloadStyle(PayloadForm.MAP, compression, 1, true))
                .write(samples(1), STAMP);
    }

    private static void assertHead(JsonNode json) {
        assertThat(json.path("device_id").asText()).isEqualTo(MOTOR.id());
        assertThat(json.path("seq").asLong()).isEqualTo(12);
        assertThat(json.path("ts").asLong()).isEqualTo(TS + 3_600_000);
        assertThat(json.path("boot_id").asText()).isEqualTo("b7");
        assertThat(json.path("fw").asText()).isEqualTo("2.1.0");
    }

    private static Content samples(int count) {
        List<TelemetryEvent> events =
                IntStream.range(0, count)
                        .mapToObj(
                                i ->
                                        new TelemetryEvent(
                                                MOTOR,
                                                i + 1,
                                                TS + 1000L * i,
                                                List.of(1.5 + i, 4.0, 52.1, 1480.0, 9.25)))
                        .toList();
        return new Content.Samples(events);
    }

    private static Payload write(PayloadForm form, Content content) {
        return new PayloadWriter(new PayloadStyle(form, Compression.NONE, 5, true))
                .write(content, STAMP);
    }

    private static JsonNode json(Payload payload) throws IOException {
        return JSON.reader()
                .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .readTree(payload.bytes());
    }
}
