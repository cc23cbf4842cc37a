package io.fleetstream.emulator.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonMappingTest {
    private static final String MAPPING =
            """
            org: acme
            site: /where
            type: ems
            device-id: /dev/eui
            fallback-device-id: nobody
            sequence: /n
            boot-id: /boot
            time: {pointer: /t, format: epoch-ms}
            received-at: {pointer: /arrived, format: epoch-us}
            metrics:
              from: /values
              pressure: {pointer: /p/0, unit: hPa, scale: 0.01}
            units: {temperature: Cel}
            exclude: [ignored]
            """;

    @TempDir private Path directory;

    @Test
    void mapsALineToAReading() throws IOException {
        ReplayLine line =
                one(
                        """
                        {"where":"Mill 7","dev":{"eui":"A8:17"},"n":71,"boot":"x1",\
                        "t":1672867882661,"arrived":1672867882700001,"p":[101325],\
                        "values":{"temperature":7.10,"humidity":83,"leak":false,\
                        "ignored":1,"name":"no","none":null}}\
                        """);
        assertThat(line.kind()).isEqualTo(ReplayLine.Kind.MAPPED);
        assertThat(line.topic()).isEqualTo("replay/acme/mill-7/ems/A8:17/reading");
        assertThat(line.receivedAt()).contains(Instant.parse("2023-01-04T21:31:22.700001Z"));
        assertThat(line.values()).isEqualTo(4);
        assertThat(Mapped.text(line))
                .isEqualTo(
                        "{\"device_id\":\"A8:17\",\"seq\":71,\"ts\":1672867882661,"
                                + "\"boot_id\":\"x1\",\"metrics\":{\"temperature\":"
                                + "{\"unit\":\"Cel\",\"value\":7.10},\"humidity\":83,"
                                + "\"leak\":false,\"pressure\":"
                                + "{\"unit\":\"hPa\",\"value\":1013.25}}}");
    }

    @Test
    void aLineWithoutMetricsIsPublishedWithNone() throws IOException {
        ReplayLine line = one("{\"dev\":{\"eui\":\"d1\"},\"n\":3,\"values\":null}");
        assertThat(line.kind()).isEqualTo(ReplayLine.Kind.NO_METRICS);
        assertThat(line.topic()).isEqualTo("replay/acme/unknown/ems/d1/reading");
        assertThat(Mapped.text(line)).isEqualTo("{\"device_id\":\"d1\",\"seq\":3,\"metrics\":{}}");
        assertThat(line.due()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "",
                "{\"dev\":{\"eui\":\"d1\"}",
                "{\"dev\":{\"eui\":\"d1\"}} trailing",
                "[1,2]",
                "42",
                "{\"dev\":{\"eui\":\"\u00ff\u00fe\"}}",
                "{\"values\":{\"a\":1}}",
                "{\"dev\":{\"eui\":\"a/b\"},\"values\":{\"a\":1}}",
                "{\"dev\":{\"eui\":\"  \"}}",
                "{\"dev\":{\"eui\":{}}}"
            })
    void whatBelongsToNoDeviceIsPublishedAsItIs(String text) throws IOException {
        ReplayLine line = one(text);
        assertThat(line.kind()).isEqualTo(ReplayLine.Kind.UNMAPPED);
        assertThat(line.deviceId()).isEqualTo("nobody");
        assertThat(line.topic()).endsWith("/ems/nobody/reading");
        assertThat(Mapped.text(line)).isEqualTo(text);
    }

    @Test
    void aTimeThatCannotBeReadIsLeftForIngestToJudge() throws IOException {
        ReplayLine line = one("{\"dev\":{\"eui\":\"d1\"},\"t\":\"soon\",\"values\":{\"a\":1}}");
        assertThat(Mapped.json(line).path("ts").asText()).isEqualTo("soon");
    }

    @Test
    void numbersKeepTheirDigits() throws IOException {
        ReplayLine line =
                one(
                        "{\"dev\":{\"eui\":\"d1\"},\"values\":{\"a\":3.799999952316284,"
                                + "\"b\":12345678901234567890,\"c\":1e400,\"d\":0.10}}");
        assertThat(Mapped.text(line))
                .contains("\"a\":3.799999952316284,\"b\":12345678901234567890,\"c\":1E+400,")
                .contains("\"d\":0.10");
    }

    private ReplayLine one(String recording) throws IOException {
        List<ReplayLine> lines = Mapped.lines(directory, MAPPING, recording + "\n");
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }
}
