package io.fleetstream.jobs.ingest.domain.payload;

import static io.fleetstream.jobs.ingest.domain.payload.Parsing.readings;
import static io.fleetstream.jobs.ingest.domain.payload.Parsing.rejection;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.schemas.ReasonCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CborTest {
    private static final String CBOR = "application/cbor";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"device_id\":\"d1\",\"seq\":12,\"ts\":1700000000000,\"temperature\":21.5,\"on\":true}",
                "{\"seq\":3,\"boot_id\":7,\"metrics\":{\"t\":1,\"h\":{\"value\":4,\"unit\":\"%\"}}}",
                "[{\"a\":1},{\"b\":2}]",
                "{\"metric\":\"a\",\"values\":[1,null,2],\"interval\":1}",
                "{\"metrics\":{\"a\":{\"count\":2,\"mean\":3}}}",
            })
    void readsEveryFormAsFromJson(String json) throws Exception {
        assertThat(readings(Parsing.cbor(json), CBOR)).isEqualTo(readings(json));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "'',NOT_JSON",
        // a map, and a second item behind it
        "A1616101A0,NOT_JSON",
        // lengths nobody can mean: of an array, a text, bytes, a map
        "9B7FFFFFFFFFFFFFFF,NOT_JSON",
        "A17B7FFFFFFFFFFFFFFF61,NOT_JSON",
        "A161615B000000007FFFFFFF00,WRONG_TYPE_OR_NOT_JSON",
        "BB7FFFFFFFFFFFFFFF616101,NOT_JSON",
        "A161617A7FFFFFFF61,WRONG_TYPE_OR_NOT_JSON",
        // a text that is not UTF-8
        "A162FFFE01,NOT_JSON",
        // NaN, infinity, bytes, undefined
        "A16161F97E00,NAN",
        "A16161F97C00,NAN",
        "A161614101,WRONG_TYPE",
        "A16161F7,WRONG_TYPE",
        // bignums, however small
        "A16161C241FF,WRONG_TYPE",
        "A16161C34101,WRONG_TYPE",
        "A161611BFFFFFFFFFFFFFFFF,WRONG_TYPE",
    })
    void rejectsForOneReason(String hex, String reason) {
        String expected = rejection(HexFormat.of().parseHex(hex), CBOR).reason().name();

        assertThat(reason).contains(expected);
    }

    @Test
    void boundsTheDepthOfWhatNeverEnds() {
        byte[] nested = new byte[200_000];
        Arrays.fill(nested, (byte) 0x9F);
        assertThat(rejection(nested, CBOR).reason()).isEqualTo(ReasonCode.TOO_DEEP);
    }

    @Test
    void boundsTheReadingsOfOneMessage() {
        byte[] bomb = new byte[200_001];
        Arrays.fill(bomb, (byte) 0xA0);
        bomb[0] = (byte) 0x9F;
        bomb[bomb.length - 1] = (byte) 0xFF;
        assertThat(rejection(bomb, CBOR).reason()).isEqualTo(ReasonCode.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-protobuf", "Application/MsgPack; v=1", "text/xml"})
    void refusesFormatsItDoesNotRead(String contentType) {
        assertThat(rejection("{\"a\":1}".getBytes(StandardCharsets.UTF_8), contentType).reason())
                .isEqualTo(ReasonCode.UNSUPPORTED_ENCODING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "application/octet-stream", "text/plain; charset=utf-8", "nonsense"})
    void triesTheUnknownAsJson(String contentType) throws Exception {
        assertThat(readings("{\"a\":1}".getBytes(StandardCharsets.UTF_8), contentType)).hasSize(1);
    }
}
