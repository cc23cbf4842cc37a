package io.fleetstream.jobs.ingest.domain.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.domain.ParsedMetric;
import io.fleetstream.jobs.ingest.domain.ParsedReading;
import io.fleetstream.jobs.ingest.domain.RawMessage;
import io.fleetstream.jobs.ingest.domain.RejectedException;
import io.fleetstream.schemas.ReasonCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageParserTest {
    private static final long NOW = 1_700_000_000_000_000L;
    private static final String TOPIC = "acme/berlin/thermostat/d1/reading";

    private final MessageParser parser = new MessageParser(Limits.DEFAULT);

    @Test
    void readsTheMapForm() throws Exception {
        ParsedMessage message =
                parse(
                        """
                        {"device_id":"d1","seq":12,"ts":1700000000000,"boot_id":"b7","fw":"1.4.2",
                         "metrics":{"temperature":21.5,"humidity":{"value":40,"unit":"%","x":[1]}}}
                        """);
        assertThat(message)
                .isEqualTo(
                        new ParsedMessage(
                                "d1",
                                "acme",
                                "berlin",
                                "thermostat",
                                NOW,
                                3,
                                77,
                                List.of(
                                        new ParsedReading(
                                                12L,
                                                NOW,
                                                "b7",
                                                "1.4.2",
                                                List.of(
                                                        metric("temperature", 21.5, null),
                                                        metric("humidity", 40, "%"))))));
    }

    @Test
    void readsTheFlatForm() throws Exception {
        assertThat(
                        only(
                                "{\"deviceId\":\"d1\",\"sequence\":1,\"door\":true,\"lamp\":false,"
                                        + "\"t\":-1e-3,\"tags\":{\"a\":[{}]},\"meta\":null}"))
                .isEqualTo(
                        new ParsedReading(
                                1L,
                                null,
                                null,
                                null,
                                List.of(
                                        metric("door", 1, null),
                                        metric("lamp", 0, null),
                                        metric("t", -0.001, null))));
    }

    @Test
    void readsTheSingleForm() throws Exception {
        assertThat(only("{\"value\":21.5,\"unit\":\"Cel\",\"metric\":\"temperature\"}").metrics())
                .containsExactly(metric("temperature", 21.5, "Cel"));
    }

    @Test
    void readsAnArrayAsABatch() throws Exception {
        assertThat(parse("[{\"seq\":1,\"a\":1},{\"seq\":2,\"b\":2}]").readings())
                .extracting(ParsedReading::sequence)
                .containsExactly(1L, 2L);
    }

    @Test
    void fillsInWhatOnlyTheEnvelopeSays() throws Exception {
        assertThat(
                        parse(
                                        """
                                        {"readings":[{"ts":1699999999,"a":1},{"seq":9,"fw":"2","b":2}],
                                         "seq":8,"ts":1700000000,"boot_id":4,"fw":"1"}
                                        """)
                                .readings())
                .containsExactly(
                        new ParsedReading(
                                8L, NOW - 1_000_000, "4", "1", List.of(metric("a", 1, null))),
                        new ParsedReading(9L, NOW, "4", "2", List.of(metric("b", 2, null))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1700000000                        | 0",
                "1700000000.25                     | 250000",
                "1.7e9                             | 0",
                "1700000000001                     | 1000",
                "1700000000001.5                   | 1500",
                "1700000000000007                  | 7",
                "1700000000000007999               | 7",
                "\"2023-11-14T22:13:20Z\"          | 0",
                "\"2023-11-14T23:13:20.000005+01:00\" | 5",
                "\"2023-11-14T22:13:20\"           | 0",
            })
    void tellsTheUnitOfTimeByItsMagnitude(String time, long microsAfterNow) throws Exception {
        assertThat(only("{\"ts\":" + time + ",\"a\":1}").deviceTime())
                .isEqualTo(NOW + microsAfterNow);
    }

    @ParameterizedTest
    @ValueSource(strings = {"seq", "ts", "device_id", "boot_id", "fw", "unit"})
    void takesNullForAbsentWhereAFieldMayBeLeftOut(String field) throws Exception {
        assertThat(only("{\"" + field + "\":null,\"a\":1}"))
                .isEqualTo(
                        new ParsedReading(null, null, null, null, List.of(metric("a", 1, null))));
    }

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0                                  | 0",
                "4102444800                         | 4102444800000000",
                "1e300                              | 9223372036854775807",
                "-9223372036854775808               | -9223372036854776",
                "\"+999999999-12-31T23:59:59Z\"      | 9223372036854775807",
            })
    void leavesItToTheDevicesRulesWhetherATimeCanBe(String time, long micros) throws Exception {
        assertThat(only("{\"a\":1,\"ts\":" + time + "}").deviceTime()).isEqualTo(micros);
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
    void acceptsDeviceIdsUpTo128Characters() throws Exception {
        String id = "aZ09:_-".repeat(18) + "xx";
        assertThat(id).hasSize(128);
        assertThat(parser.parse(raw("a/b/c/" + id + "/reading", bytes("{\"a\":1}"))).deviceId())
                .isEqualTo(id);
        assertThat(rejection(raw("a/b/c/" + id + "x/reading", bytes("{\"a\":1}"))).reason())
                .isEqualTo(ReasonCode.UNKNOWN_TOPIC);
    }

    @Test
    void rejectsBytesThatAreNotUtf8() {
        byte[][] malformed = {
            {(byte) 0xFF, (byte) 0xFE},
            {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'},
            {'{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', ':', '1', '}'},
            {'{', '"', (byte) 0xC3},
        };
        for (byte[] bytes : malformed) {
            assertThat(rejection(raw(TOPIC, bytes)).reason()).isEqualTo(ReasonCode.NOT_UTF8);
        }
    }

    @Test
    void doesNotGuessOtherEncodings() {
        byte[] utf16 = "{\"a\":1}".getBytes(StandardCharsets.UTF_16BE);
        assertThat(rejection(raw(TOPIC, utf16)).reason()).isEqualTo(ReasonCode.NOT_JSON);
        byte[] utf32 = "{\"a\":1}".getBytes(java.nio.charset.Charset.forName("UTF-32LE"));
        assertThat(rejection(raw(TOPIC, utf32)).reason()).isEqualTo(ReasonCode.NOT_JSON);
    }

    @Test
    void takesNoPayloadForAnEmptyText() {
        assertThat(rejection(raw(TOPIC, null)).reason()).isEqualTo(ReasonCode.NOT_JSON);
    }

    @Test
    void keepsNamesBeyondAscii() throws Exception {
        assertThat(only("{\"température \uD83C\uDF21\":1}").metrics().get(0).name())
                .isEqualTo("température \uD83C\uDF21");
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
    void readsNumbersOfAnyLength() throws Exception {
        assertThat(only("{\"a\":0." + "0".repeat(5_000) + "1}").metrics().get(0).value()).isZero();
        assertThat(rejection("{\"a\":" + "9".repeat(5_000) + "}").reason())
                .isEqualTo(ReasonCode.NAN);
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

    @Test
    void rejectsPayloadsAboveTheBound() throws Exception {
        String within = "{\"a\":1" + " ".repeat(262_144 - 7) + "}";
        assertThat(only(within).metrics()).hasSize(1);
        assertThat(rejection(within + " ").reason()).isEqualTo(ReasonCode.TOO_LARGE);
    }

    @Test
    void rejectsWhatTheBridgeCut() {
        RawMessage cut = new RawMessage(TOPIC, NOW, null, "9000000", bytes("{\"a\":1}"), 0, 0);
        assertThat(rejection(cut).reason()).isEqualTo(ReasonCode.TOO_LARGE);
    }

    @Test
    void decodesGzipAndZlib() throws Exception {
        byte[] json = bytes("{\"a\":1}");
        for (String encoding : List.of("gzip", "zlib", " GZIP ")) {
            byte[] packed = encoding.equals("zlib") ? zlib(json) : gzip(json);
            RawMessage raw = new RawMessage(TOPIC, NOW, encoding, null, packed, 0, 0);
            assertThat(parser.parse(raw).readings()).hasSize(1);
        }
    }

    @Test
    void refusesDecompressionBombs() throws Exception {
        byte[] bomb = gzip(new byte[50_000_000]);
        assertThat(bomb.length).isLessThan(262_144);
        assertThat(rejection(new RawMessage(TOPIC, NOW, "gzip", null, bomb, 0, 0)).reason())
                .isEqualTo(ReasonCode.TOO_LARGE);
    }

    @Test
    void rejectsEncodingsItCannotUndo() throws Exception {
        byte[] packed = gzip(bytes("{\"a\":1}"));
        packed[packed.length / 2] ^= 0x55;
        for (RawMessage raw :
                List.of(
                        new RawMessage(TOPIC, NOW, "br", null, bytes("{\"a\":1}"), 0, 0),
                        new RawMessage(TOPIC, NOW, "gzip", null, bytes("{\"a\":1}"), 0, 0),
                        new RawMessage(TOPIC, NOW, "zlib", null, new byte[0], 0, 0),
                        new RawMessage(TOPIC, NOW, "gzip", null, packed, 0, 0))) {
            assertThat(rejection(raw).reason()).isEqualTo(ReasonCode.UNSUPPORTED_ENCODING);
        }
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

    private static ParsedMetric metric(String name, double value, String unit) {
        return new ParsedMetric(name, value, unit);
    }

    private static String nested(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    private static byte[] zlib(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream zlib = new DeflaterOutputStream(out)) {
            zlib.write(plain);
        }
        return out.toByteArray();
    }
}
