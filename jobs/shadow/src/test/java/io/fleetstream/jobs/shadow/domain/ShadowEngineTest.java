package io.fleetstream.jobs.shadow.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.shadow.domain.request.ShadowTopic;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShadowEngineTest {
    private static final String PREFIX = "$aws/things/t1/shadow/";
    private final ShadowEngine engine = new ShadowEngine(ShadowLimits.DEFAULT, Unverified.DEFAULT);

    @Test
    void refusesBytesThatAreNotUtf8() {
        assertThat(refusal(new byte[] {(byte) 0xFF, (byte) 0xFE}))
                .isEqualTo(
                        "{\"code\":415,\"message\":\"Unsupported documented encoding; supported"
                                + " encoding is UTF-8\"}");
    }

    @Test
    void refusesSurrogatesAndOverlongFormsInUtf8() {
        assertThat(refusal(new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'}))
                .contains("415");
        assertThat(refusal(new byte[] {'"', (byte) 0xC0, (byte) 0x80, '"'})).contains("415");
        assertThat(refusal(new byte[] {'"', (byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80}))
                .contains("415");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "[]",
                "null",
                "{}{}",
                "{\"state\":{}",
                "{\"state\":{}}x",
                "{'state':{}}",
                "{\"state\":{\"desired\":{\"a\":NaN}}}",
                "{\"state\":{\"desired\":{\"a\":01}}}",
                "{\"state\":{\"desired\":{\"a\":\"\n\"}}}"
            })
    void refusesWhatIsNoJsonObject(String payload) {
        assertThat(refusal(payload.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("{\"code\":400,\"message\":\"Invalid JSON\"}");
    }

    @Test
    void doesNotGuessAnotherEncoding() {
        assertThat(refusal("{\"state\":{}}".getBytes(StandardCharsets.UTF_16BE)))
                .contains("Invalid JSON");
    }

    @Test
    void refusesTheEleventhRequestInFlight() {
        ShadowTopic topic = ShadowTopic.parse(PREFIX + "update").orElseThrow();
        byte[] payload = bytes("{\"state\":{},\"clientToken\":\"c\"}");
        assertThat(
                        engine.handle(
                                        null,
                                        new ShadowRequest(
                                                topic, payload, 1, 10, Writer.DEVICE, false))
                                .accepted())
                .isTrue();
        Outcome outcome =
                engine.handle(null, new ShadowRequest(topic, payload, 1, 11, Writer.DEVICE, false));
        assertThat(text(outcome, 0))
                .isEqualTo(
                        "{\"code\":429,\"message\":\"Too many requests\",\"clientToken\":\"c\"}");
    }

    @Test
    void refusesWhatWasCutOnItsWay() {
        ShadowTopic topic = ShadowTopic.parse(PREFIX + "update").orElseThrow();
        Outcome outcome =
                engine.handle(
                        null, new ShadowRequest(topic, bytes("{\"st"), 1, 0, Writer.DEVICE, true));
        assertThat(outcome.error()).isEqualTo(ShadowError.TOO_LARGE);
    }

    @Test
    void measuresTheDocumentAfterTheMerge() {
        String half = "{\"state\":{\"%s\":{\"a\":\"" + "x".repeat(4088) + "\"}}}";
        Outcome first = update(null, half.formatted("desired"));
        assertThat(first.accepted()).isTrue();
        assertThat(update(first.stored(), half.formatted("reported")).accepted()).isTrue();
        String more = half.formatted("reported").replace("xx", "xxx");
        assertThat(update(first.stored(), more).error()).isEqualTo(ShadowError.TOO_LARGE);
    }

    @Test
    void survivesABombOfBrackets() {
        for (String bracket : new String[] {"[", "{\"a\":"}) {
            String bomb = String.join("", Collections.nCopies(20_000, bracket));
            assertThat(update(null, "{\"state\":{\"desired\":{\"b\":" + bomb).error())
                    .isEqualTo(ShadowError.INVALID_JSON);
        }
        String closed = "[".repeat(30_000) + "]".repeat(30_000);
        Outcome outcome = update(null, "{\"state\":{\"desired\":{\"b\":" + closed + "}}}");
        assertThat(outcome.error()).isEqualTo(ShadowError.TOO_DEEP);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1.0, true",
        "1, 10e-1, true",
        "100, 1E+2, true",
        "-0, 0, true",
        "0e5, 0.000, true",
        "1, -1, false",
        "0.1, 0.10000000000000001, false",
        "12345678901234567890123, 12345678901234567890124, false",
        "1e999999999999, 10e999999999998, true",
        "1e99999999999999999999, 1e99999999999999999998, false"
    })
    void comparesNumbersByValueAndKeepsTheirSpelling(String a, String b, boolean same) {
        Outcome outcome =
                update(
                        null,
                        "{\"state\":{\"desired\":{\"n\":%s},\"reported\":{\"n\":%s}}}"
                                .formatted(a, b));
        assertThat(outcome.answers()).hasSize(same ? 2 : 3);
        assertThat(text(outcome, 0))
                .startsWith(
                        "{\"state\":{\"desired\":{\"n\":%s},\"reported\":{\"n\":%s}}"
                                .formatted(a, b));
    }

    @Test
    void takesTheLastOfTwoMembersOfOneName() {
        Outcome outcome = update(null, "{\"state\":{\"desired\":{\"a\":1,\"b\":2,\"a\":3}}}");
        assertThat(text(outcome, 0)).startsWith("{\"state\":{\"desired\":{\"a\":3,\"b\":2}}");
    }

    @Test
    void takesEverySpellingOfAKeyForTheSame() {
        Outcome outcome = update(null, "{\"state\":{\"desired\":{\"\\u0061\\/\":1}}}");
        outcome = update(outcome.stored(), "{\"state\":{\"reported\":{\"a/\":1}}}");
        assertThat(outcome.answers()).hasSize(2);
    }

    @Test
    void findsItsWayInWideObjects() {
        StringBuilder desired = new StringBuilder("{\"state\":{\"desired\":{\"k0\":0");
        StringBuilder reported = new StringBuilder("{\"state\":{\"reported\":{\"k599\":599");
        for (int i = 1; i < 600; i++) {
            desired.append(",\"k").append(i).append("\":").append(i);
            reported.append(",\"k").append(599 - i).append("\":").append(599 - i);
        }
        ShadowEngine wide =
                new ShadowEngine(
                        new ShadowLimits(
                                30_000,
                                6,
                                64,
                                1 << 17,
                                10,
                                ShadowLimits.DEFAULT.tombstoneRetention()),
                        Unverified.DEFAULT);
        Outcome outcome = wide.handle(null, request("update", desired + "}}}"));
        assertThat(outcome.answers()).hasSize(3);
        outcome = wide.handle(outcome.stored(), request("update", reported + "}}}"));
        assertThat(outcome.answers()).hasSize(2);
    }

    @Test
    void letsDevicesOnlyReportWhereThatIsTheirRole() {
        ShadowEngine strict =
                new ShadowEngine(
                        ShadowLimits.DEFAULT, WriterRoles.DEVICES_REPORT, Unverified.DEFAULT);
        String want = "{\"state\":{\"desired\":{\"a\":1}}}";
        ShadowRequest device = request("update", want);
        assertThat(text(strict.handle(null, device), 0))
                .isEqualTo("{\"code\":403,\"message\":\"Forbidden\"}");
        Outcome outcome =
                strict.handle(
                        null,
                        new ShadowRequest(
                                device.topic(),
                                device.payload(),
                                device.receivedAt(),
                                0,
                                Writer.OPERATOR,
                                false));
        assertThat(outcome.accepted()).isTrue();
        String done = "{\"state\":{\"desired\":null,\"reported\":{\"a\":1}}}";
        assertThat(strict.handle(outcome.stored(), request("update", done)).accepted()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                          | true",
                "{\"a\":null}                | true",
                "{\"a\":{\"b\":null},\"c\":null} | true",
                "{\"a\":null,\"b\":1}        | false",
                "{\"a\":{\"b\":{}}}          | false",
                "{\"a\":[]}                  | false",
            })
    void letsDevicesThatOnlyReportClearSingleValues(String desired, boolean allowed) {
        ShadowEngine strict =
                new ShadowEngine(
                        ShadowLimits.DEFAULT, WriterRoles.DEVICES_REPORT, Unverified.DEFAULT);
        Outcome outcome =
                strict.handle(null, request("update", "{\"state\":{\"desired\":" + desired + "}}"));
        assertThat(outcome.error()).isEqualTo(allowed ? null : ShadowError.FORBIDDEN);
    }

    @Test
    void deletesWhateverThePayloadIs() {
        byte[] stored = update(null, "{\"state\":{\"desired\":{\"a\":1}}}").stored();
        Outcome outcome = engine.handle(stored, request("delete", "no json"));
        assertThat(text(outcome, 0)).isEqualTo("{\"version\":1,\"timestamp\":1000}");
    }

    private String refusal(byte[] payload) {
        ShadowTopic topic = ShadowTopic.parse(PREFIX + "update").orElseThrow();
        Outcome outcome = engine.handle(null, new ShadowRequest(topic, payload, 1));
        assertThat(outcome.answers())
                .singleElement()
                .extracting(Answer::topic)
                .isEqualTo(PREFIX + "update/rejected");
        assertThat(outcome.stored()).isNull();
        return text(outcome, 0);
    }

    private Outcome update(byte[] stored, String payload) {
        return engine.handle(stored, request("update", payload));
    }

    private static ShadowRequest request(String operation, String payload) {
        return new ShadowRequest(
                ShadowTopic.parse(PREFIX + operation).orElseThrow(),
                bytes(payload),
                1_000_000_000L);
    }

    private static String text(Outcome outcome, int answer) {
        return new String(outcome.answers().get(answer).payload(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
