package io.fleetstream.jobs.ingest.domain.payload;

import static io.fleetstream.jobs.ingest.domain.payload.Parsing.NOW;
import static io.fleetstream.jobs.ingest.domain.payload.Parsing.metric;
import static io.fleetstream.jobs.ingest.domain.payload.Parsing.readings;
import static io.fleetstream.jobs.ingest.domain.payload.Parsing.rejection;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.ingest.domain.ParsedReading;
import io.fleetstream.jobs.ingest.domain.RejectedException;
import io.fleetstream.schemas.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesTest {
    @Test
    void spreadsTheValuesOfOneMetricOverTime() throws Exception {
        assertThat(
                        readings(
                                """
                                {"seq":7,"ts":1700000000,"interval":0.5,"metric":"t","unit":"Cel",
                                 "values":[1,null,3]}
                                """))
                .containsExactly(
                        new ParsedReading(7L, NOW, null, null, List.of(metric("t", 1, "Cel"))),
                        new ParsedReading(
                                7L, NOW + 1_000_000, null, null, List.of(metric("t", 3, "Cel"))));
    }

    @Test
    void putsSeveralMetricsOfOneTimeTogether() throws Exception {
        assertThat(
                        readings(
                                "{\"ts\":1700000000,\"values\":{\"a\":[1,2],\"b\":[true]},"
                                        + "\"interval\":60}"))
                .containsExactly(
                        Parsing.reading(NOW, metric("a", 1, null), metric("b", 1, null)),
                        Parsing.reading(NOW + 60_000_000, metric("a", 2, null)));
    }

    @Test
    void endsAnUntimedSeriesWithItsArrival() throws Exception {
        assertThat(readings("{\"metric\":\"a\",\"values\":[1,2,3],\"interval\":1}"))
                .extracting(ParsedReading::deviceTime)
                .containsExactly(NOW - 2_000_000, NOW - 1_000_000, NOW);
    }

    @Test
    void takesTheTimeOfItsEnvelope() throws Exception {
        assertThat(
                        readings(
                                "{\"readings\":[{\"metric\":\"a\",\"values\":[1,2],\"interval\":1}],"
                                    + "\"ts\":1700000100}"))
                .extracting(ParsedReading::deviceTime)
                .containsExactly(NOW + 100_000_000, NOW + 101_000_000);
    }

    @Test
    void keepsAMetricCalledInterval() throws Exception {
        assertThat(readings("{\"interval\":5}").get(0).metrics())
                .containsExactly(metric("interval", 5, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"metric\":\"a\",\"values\":[1]                    | MISSING_FIELD | /interval",
                "\"values\":[1],\"interval\":1                      | MISSING_FIELD | /metric",
                "\"values\":{\"a\":[1]},\"unit\":\"m\",\"interval\":1 | MISSING_FIELD | /metric",
                "\"values\":{\"a\":[1]},\"metric\":\"b\",\"interval\":1 | WRONG_TYPE | /metric",
                "\"metric\":\"a\",\"values\":[],\"interval\":1      | MISSING_FIELD | /values",
                "\"metric\":\"a\",\"values\":[null],\"interval\":1  | MISSING_FIELD | /values",
                "\"metric\":\"a\",\"values\":[1,\"2\"],\"interval\":1 | WRONG_TYPE  | /values/1",
                "\"metric\":\"a\",\"values\":5,\"interval\":1       | WRONG_TYPE    | /values",
                "\"values\":{\"a\":5},\"interval\":1                | WRONG_TYPE    | /values/a",
                "\"metric\":\"a\",\"values\":[1],\"interval\":0     | WRONG_TYPE    | /interval",
                "\"metric\":\"a\",\"values\":[1],\"interval\":1,\"b\":1 | WRONG_TYPE | /b",
                "\"metric\":\"a\",\"values\":[1],\"interval\":1,\"value\":1 | WRONG_TYPE | /value",
            })
    void rejectsHalfASeries(String members, ReasonCode reason, String path) {
        RejectedException rejected = rejection("{" + members + "}");

        assertThat(rejected.reason()).isEqualTo(reason);
        assertThat(rejected.path()).isEqualTo(path);
    }

    @Test
    void refusesSmallPayloadsThatWouldBecomeLargeMessages() {
        String values = "1,".repeat(Most.READINGS) + "1";
        String most = "\"values\":[" + values.substring(2) + "],\"metric\":\"a\",\"interval\":1";

        assertThat(rejection("{\"metric\":\"a\",\"values\":[" + values + "]}").reason())
                .isEqualTo(ReasonCode.TOO_LARGE);
        assertThat(rejection("[{" + most + "},{\"a\":1}]").reason())
                .isEqualTo(ReasonCode.TOO_LARGE);
        assertThat(rejection("[" + "{},".repeat(Most.READINGS) + "{}]").reason())
                .isEqualTo(ReasonCode.TOO_LARGE);
    }
}
