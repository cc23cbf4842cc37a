package io.fleetstream.jobs.ingest.domain.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.domain.ParsedMetric;
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

/** What is read of a message, form by form. */
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
    void keepsNamesBeyondAscii() throws Exception {
        assertThat(only("{\"température \uD83C\uDF21\":1}").metrics().get(0).name())
                .isEqualTo("température \uD83C\uDF21");
    }

    @Test
    void readsNumbersOfAnyLength() throws Exception {
        assertThat(only("{\"a\":0." + "0".repeat(5_000) + "1}").metrics().get(0).value()).isZero();
        assertThat(rejection("{\"a\":" + "9".repeat(5_000) + "}").reason())
                .isEqualTo(ReasonCode.NAN);
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

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
