package io.fleetstream.jobs.ingest.domain.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.domain.ParsedReading;
import io.fleetstream.jobs.ingest.domain.RawMessage;
import io.fleetstream.jobs.ingest.domain.RejectedException;
import io.fleetstream.schemas.ReasonCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Why a message is rejected. */
class MessageRejectionTest {
    private static final long NOW = 1_700_000_000_000_000L;
    private static final String TOPIC = "acme/berlin/thermostat/d1/reading";

    private final MessageParser parser = new MessageParser(Limits.DEFAULT);

    @ParameterizedTest(name = "{0} -> {1} {2}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "''                                   | NOT_JSON | -",
                "' '                                  | NOT_JSON | -",
                "{\"a\":1                             | NOT_JSON | -",
                "{\"a\":1}}                           | NOT_JSON | -",
                "{\"a\":1} {\"a\":1}                  | NOT_JSON | -",
                "{\"a\":1}x                           | NOT_JSON | -",
                "{\"a\":01}                           | NOT_JSON | -",
                "{'a':1}                              | NOT_JSON | -",
                "{\"a\":1,}                           | NOT_JSON | -",
                "{\"a\":nul}                          | NOT_JSON | -",
                "{\"a\":1,\"a\":2}                    | NOT_JSON | -",
                "{\"a\":1,\"metrics\":{\"a\":2}}      | NOT_JSON | -",
                "{\"seq\":1,\"sequence\":1,\"a\":2}   | NOT_JSON | -",
                "{\"ts\":1,\"time\":1,\"a\":2}        | NOT_JSON | -",
                "{\"readings\":[],\"readings\":[]}    | NOT_JSON | -",
                "42                                   | WRONG_TYPE | ''",
                "\"a\"                                | WRONG_TYPE | ''",
                "null                                 | WRONG_TYPE | ''",
                "[1]                                  | WRONG_TYPE | /0",
                "{\"temp\":\"21\"}                    | WRONG_TYPE | /temp",
                "{\"a/b~c\":\"21\"}                   | WRONG_TYPE | /a~1b~0c",
                "{\"a\":null}                         | WRONG_TYPE | /a",
                "{\"a\":[1]}                          | WRONG_TYPE | /a",
                "{\"a\":{\"value\":1}}                | WRONG_TYPE | /a",
                "{\"metrics\":{\"a\":\"1\"}}          | WRONG_TYPE | /metrics/a",
                "{\"metrics\":{\"a\":{\"value\":\"1\"}}} | WRONG_TYPE | /metrics/a/value",
                "{\"metrics\":{\"a\":{\"value\":1,\"unit\":2}}} | WRONG_TYPE | /metrics/a/unit",
                "{\"metrics\":[1]}                    | WRONG_TYPE | /metrics",
                "{\"metrics\":null}                   | WRONG_TYPE | /metrics",
                "[{\"a\":1},{\"a\":\"x\"}]            | WRONG_TYPE | /1/a",
                "{\"readings\":{}}                    | WRONG_TYPE | /readings",
                "{\"readings\":[{\"a\":1},{\"a\":{}}]} | WRONG_TYPE | /readings/1/a",
                "[{\"readings\":[{\"a\":1}]}]         | WRONG_TYPE | /0/readings",
                "{\"a\":1,\"seq\":\"1\"}              | WRONG_TYPE | /seq",
                "{\"a\":1,\"seq\":1.5}                | WRONG_TYPE | /seq",
                "{\"a\":1,\"ts\":\"yesterday\"}       | WRONG_TYPE | /ts",
                "{\"a\":1,\"ts\":\"2023-11-14\"}      | WRONG_TYPE | /ts",
                "{\"a\":1,\"ts\":{}}                  | WRONG_TYPE | /ts",
                "{\"a\":1,\"fw\":[]}                  | WRONG_TYPE | /fw",
                "{\"a\":1,\"device_id\":1}            | WRONG_TYPE | /device_id",
                "{\"metric\":1,\"value\":1}           | WRONG_TYPE | /metric",
                "{\"metric\":\"a\",\"value\":null}    | WRONG_TYPE | /value",
                "{\"a\":NaN}                          | NAN | /a",
                "{\"a\":Infinity}                     | NAN | /a",
                "{\"a\":-Infinity}                    | NAN | /a",
                "{\"a\":1e999}                        | NAN | /a",
                "{\"a\":1,\"ts\":1e999}               | NAN | /ts",
                "{\"a\":1,\"seq\":NaN}                | NAN | /seq",
                "{\"a\":1,\"seq\":-1}                 | WRONG_TYPE | /seq",
                "{\"a\":1,\"seq\":9223372036854775808} | WRONG_TYPE | /seq",
                "{\"\":1}                             | WRONG_TYPE | /",
                "{\"a\\u0000\":1}                     | WRONG_TYPE | -any",
                "{\"a\\ud800\":1}                     | WRONG_TYPE | -any",
                "{\"a\":1,\"fw\":\"\"}                | WRONG_TYPE | /fw",
                "{}                                   | MISSING_FIELD | /metrics",
                "[]                                   | MISSING_FIELD | ''",
                "{\"readings\":[]}                    | MISSING_FIELD | ''",
                "{\"readings\":[{\"seq\":1}]}         | MISSING_FIELD | /readings/0/metrics",
                "{\"metrics\":{}}                     | MISSING_FIELD | /metrics",
                "{\"metrics\":{\"a\":{}}}             | MISSING_FIELD | /metrics/a/value",
                "{\"metric\":\"a\"}                   | MISSING_FIELD | /value",
                "{\"value\":1}                        | MISSING_FIELD | /metric",
                "{\"a\":1,\"unit\":\"Cel\"}           | MISSING_FIELD | /metric",
                "{\"readings\":[{\"a\":1}],\"b\":2}   | WRONG_TYPE | /b",
                "{\"device_id\":\"d2\",\"a\":1}       | DEVICE_MISMATCH | /device_id",
                "[{\"a\":1},{\"deviceId\":\"d2\",\"a\":1}] | DEVICE_MISMATCH | /1/deviceId",
            })
    void rejectsForOneReason(String json, ReasonCode reason, String path) {
        RejectedException rejected = rejection(json);
        assertThat(rejected.reason()).isEqualTo(reason);
        if (!"-any".equals(path)) {
            assertThat(rejected.path()).isEqualTo(path);
        }
        assertThat(rejected.getMessage()).isNotBlank().hasSizeLessThan(500);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"temp\":\"21\"                      | NOT_JSON",
                "{\"temp\":\"21\"}x                    | NOT_JSON",
                "{}{}                                  | NOT_JSON",
                "{\"device_id\":\"d2\",\"a\":}         | NOT_JSON",
                "{\"device_id\":\"d2\",\"a\":\"x\"}    | DEVICE_MISMATCH",
                "{\"a\":\"x\",\"device_id\":\"d2\"}    | WRONG_TYPE",
                "{\"a\":\"x\",\"ts\":0}                | WRONG_TYPE",
                "{\"ts\":0}                            | MISSING_FIELD",
            })
    void reportsTheFirstReasonInTheDocumentedOrder(String json, ReasonCode reason) {
        assertThat(rejection(json).reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acme/berlin/thermostat/d1/status",
                "acme/berlin/thermostat/d1",
                "acme/berlin/thermostat/d1/reading/",
                "/berlin/thermostat/d1/reading",
                "ac me/berlin/thermostat/d1/reading",
                "acme/berlin/thermostat/d 1/reading",
                "acme/berlin/thermostat/d.1/reading",
                "acme/berlin/thermostat//reading",
                "",
            })
    void rejectsTopicsOfAnotherForm(String topic) {
        assertThat(rejection(raw(topic, bytes("{\"a\":1}"))).reason())
                .isEqualTo(ReasonCode.UNKNOWN_TOPIC);
        assertThat(rejection(raw(topic, bytes("{\"a\":"))).reason()).isEqualTo(ReasonCode.NOT_JSON);
    }

    @Test
    void rejectsARecordWithoutATopic() {
        assertThat(rejection(raw(null, bytes("{\"a\":1}"))).reason())
                .isEqualTo(ReasonCode.UNKNOWN_TOPIC);
    }

    @Test
    void allowsSixtyFourLevelsAndNoMore() throws Exception {
        assertThat(only("{\"a\":1,\"meta\":" + nested(63) + "}").metrics()).hasSize(1);
        assertThat(rejection("{\"a\":1,\"meta\":" + nested(64) + "}").reason())
                .isEqualTo(ReasonCode.TOO_DEEP);
        assertThat(rejection("{\"a\":\"x\",\"meta\":" + nested(64) + "}").reason())
                .isEqualTo(ReasonCode.TOO_DEEP);
        assertThat(rejection("[".repeat(100_000)).reason()).isEqualTo(ReasonCode.TOO_DEEP);
    }

    @Test
    void rejectsNamesLongerThan128Characters() throws Exception {
        assertThat(only("{\"" + "n".repeat(128) + "\":1}").metrics()).hasSize(1);
        RejectedException rejected = rejection("{\"" + "n".repeat(129) + "\":1}");
        assertThat(rejected.reason()).isEqualTo(ReasonCode.WRONG_TYPE);
        assertThat(rejected.path()).isEqualTo("/" + "n".repeat(64));
    }

    @Test
    void tellsRepeatedMetricsAmongMany() {
        StringBuilder many = new StringBuilder("{");
        for (int i = 0; i < 4_000; i++) {
            many.append("\"m").append(i).append("\":1,");
        }
        assertThat(rejection(many + "\"m3\":1}").reason()).isEqualTo(ReasonCode.NOT_JSON);
        assertThat(rejection(many + "\"m3999\":1}").reason()).isEqualTo(ReasonCode.NOT_JSON);
    }

    private ParsedMessage parse(String json) throws RejectedException {
        return parser.parse(raw(TOPIC, bytes(json)));
    }

    private ParsedReading only(String json) throws RejectedException {
        List<ParsedReading> readings = parse(json).readings();
        assertThat(readings).hasSize(1);
        return readings.get(0);
    }

    private RejectedException rejection(String json) {
        return rejection(raw(TOPIC, bytes(json)));
    }

    private RejectedException rejection(RawMessage raw) {
        RejectedException rejected =
                catchThrowableOfType(RejectedException.class, () -> parser.parse(raw));
        assertThat(rejected).isNotNull();
        return rejected;
    }

    private static RawMessage raw(String topic, byte[] value) {
        return new RawMessage(topic, NOW, null, null, value, 3, 77);
    }

    private static String nested(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
