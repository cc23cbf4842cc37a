package io.fleetstream.jobs.shadow.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.testing.TestRecords;
import io.fleetstream.jobs.shadow.state.DeviceRow;
import io.fleetstream.jobs.shadow.state.Observation;
import io.fleetstream.jobs.shadow.state.RowChange;
import io.fleetstream.schemas.ShadowDocument;
import io.fleetstream.schemas.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // closing the harness may be interrupted, as it says
class ObserveReportedFunctionTest {
    private static final DriftOptions OPTIONS =
            new DriftOptions(
                    Duration.ofSeconds(60), 3, 100, List.of("model", "firmware"), List.of("/a"));

    @Test
    void tellsOfEveryChangeUnderThePathsAndOfNothingElse() throws Exception {
        try (var harness = harness()) {
            member(harness, "m-1", "1.0");
            document(
                    harness,
                    1,
                    "{\"a\":{\"x\":1.0,\"y\":[1,{\"k\":2}],\"u~/v\":null},\"ab\":1,\"b\":2}");
            assertThat(told(harness))
                    .containsExactly(
                            "model=m-1,firmware=1.0 /reported/a/u~0~1v null",
                            "model=m-1,firmware=1.0 /reported/a/x 1",
                            "model=m-1,firmware=1.0 /reported/a/y [1,{\"k\":2}]");
            document(harness, 2, "{\"a\":{\"x\":1,\"y\":[1,{\"k\":2}]},\"b\":3}");
            assertThat(told(harness))
                    .containsExactly("model=m-1,firmware=1.0 /reported/a/u~0~1v -");
            document(harness, 3, null);
            assertThat(told(harness))
                    .containsExactly(
                            "model=m-1,firmware=1.0 /reported/a/x -",
                            "model=m-1,firmware=1.0 /reported/a/y -");
        }
    }

    @Test
    void leavesOneCohortForAnotherWithEverythingItReports() throws Exception {
        try (var harness = harness()) {
            document(harness, 1, "{\"a\":5}");
            harness.processElement2(new StreamRecord<>(row("m-1")));
            assertThat(told(harness)).as("firmware is not known yet").isEmpty();
            harness.processElement2(new StreamRecord<>(RowChange.firmware("d1", "1.0", 1)));
            assertThat(told(harness)).containsExactly("model=m-1,firmware=1.0 /reported/a 5");
            harness.processElement2(new StreamRecord<>(RowChange.firmware("d1", "1.0", 2)));
            assertThat(told(harness)).isEmpty();
            harness.processElement2(new StreamRecord<>(RowChange.firmware("d1", "1.1", 3)));
            assertThat(told(harness))
                    .containsExactly(
                            "model=m-1,firmware=1.0 /reported/a -",
                            "model=m-1,firmware=1.1 /reported/a 5");
            harness.processElement2(new StreamRecord<>(RowChange.registry("d1", null)));
            assertThat(told(harness)).containsExactly("model=m-1,firmware=1.1 /reported/a -");
        }
    }

    @Test
    void comparesNumbersOfAnyLengthAndExponent() throws Exception {
        String digits = "1".repeat(1_001);
        assertThat(value(digits)).startsWith("sha256:").isEqualTo(value(digits + ".0"));
        assertThat(value(digits + "2")).isNotEqualTo(value(digits + "3"));
        assertThat(value("1e99999999999")).isEqualTo("1e99999999999");
        assertThat(value("100e2147483647")).isEqualTo("1e2147483649");
        assertThat(value("1000e-2147483649")).isEqualTo("1e-2147483646");
        assertThat(value("-0.0")).isEqualTo("0");
        assertThat(value("10.50E1")).isEqualTo("105");
        assertThat(value("-5e-3")).isEqualTo("-0.005");
        assertThat(value("[1.0,{\"k\":2e99999999999}]")).isEqualTo("[1,{\"k\":2e99999999999}]");
        assertThat(value("[".repeat(5_000) + "]".repeat(5_000))).startsWith("sha256:");
        String path = "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000);
        assertThat(ReportedValues.of(path, List.of())).hasSize(1);
    }

    @Test
    void skipsADocumentItCannotRead() throws Exception {
        try (var harness = harness()) {
            member(harness, "m-1", "1.0");
            document(harness, 1, "{\"a\":5}");
            document(harness, 2, "{\"a\":");
            document(harness, 3, "{\"a\":6}");
            assertThat(told(harness))
                    .containsExactly(
                            "model=m-1,firmware=1.0 /reported/a 5",
                            "model=m-1,firmware=1.0 /reported/a 6");
        }
    }

    @Test
    void keepsAsManyPathsAsItMayAndDigestsOfLongValues() throws Exception {
        StringBuilder json = new StringBuilder("{\"long\":\"" + "x".repeat(500) + "\"");
        for (int i = 0; i < 100; i++) {
            json.append(",\"p").append(1000 + i).append("\":").append(i);
        }
        Map<String, String> values = ReportedValues.of(json.append('}').toString(), List.of());
        assertThat(values).hasSize(DriftOptions.MOST_PATHS);
        assertThat(values.get("/reported/long")).startsWith("sha256:").hasSize(71);
    }

    private static String value(String json) throws IOException {
        return ReportedValues.of("{\"a\":" + json + "}", List.of()).get("/reported/a");
    }

    private static void member(
            KeyedTwoInputStreamOperatorTestHarness<String, KafkaRecord, RowChange, Observation>
                    harness,
            String model,
            String firmware)
            throws Exception {
        harness.processElement2(new StreamRecord<>(row(model)));
        harness.processElement2(new StreamRecord<>(RowChange.firmware("d1", firmware, 1)));
    }

    private static RowChange row(String model) {
        return RowChange.registry(
                "d1", new DeviceRow("o", "s", "t", model, null, "ACTIVE", Map.of(), 1));
    }

    private static void document(
            KeyedTwoInputStreamOperatorTestHarness<String, KafkaRecord, RowChange, Observation>
                    harness,
            long version,
            String reported)
            throws Exception {
        harness.processElement1(new StreamRecord<>(encoded(version, reported)));
    }

    private static KafkaRecord encoded(long version, String reported) throws IOException {
        ShadowDocument document =
                ShadowDocument.newBuilder()
                        .setDeviceId("d1")
                        .setShadowName("cfg")
                        .setVersion(version)
                        .setCreatedAt(Instant.EPOCH)
                        .setUpdatedAt(Instant.ofEpochSecond(version))
                        .setReported(reported)
                        .setSourcePartition(0)
                        .setSourceOffset(version)
                        .build();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new SpecificDatumWriter<>(ShadowDocument.class).write(document, encoder);
        encoder.flush();
        return TestRecords.record(Topics.SHADOW_DOCUMENTS)
                .key("d1/cfg")
                .value(out.toByteArray())
                .build();
    }

    private static List<String> told(
            KeyedTwoInputStreamOperatorTestHarness<String, KafkaRecord, RowChange, Observation>
                    harness) {
        List<String> told =
                harness.extractOutputValues().stream()
                        .map(
                                seen ->
                                        seen.cohort()
                                                + " "
                                                + seen.path()
                                                + " "
                                                + (seen.value() == null ? "-" : seen.value()))
                        .toList();
        harness.getOutput().clear();
        return told;
    }

    private static KeyedTwoInputStreamOperatorTestHarness<
                    String, KafkaRecord, RowChange, Observation>
            harness() throws Exception {
        var harness =
                new KeyedTwoInputStreamOperatorTestHarness<>(
                        new KeyedCoProcessOperator<>(new ObserveReportedFunction(OPTIONS)),
                        ObserveReportedFunction::device,
                        RowChange::deviceId,
                        Types.STRING);
        harness.open();
        return harness;
    }
}
