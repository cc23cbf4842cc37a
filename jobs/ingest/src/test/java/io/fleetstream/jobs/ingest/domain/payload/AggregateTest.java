package io.fleetstream.jobs.ingest.domain.payload;

import static io.fleetstream.jobs.ingest.domain.payload.Parsing.readings;
import static io.fleetstream.jobs.ingest.domain.payload.Parsing.rejection;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.ingest.domain.ParsedMetric;
import io.fleetstream.jobs.ingest.domain.ParsedReading;
import io.fleetstream.jobs.ingest.domain.RejectedException;
import io.fleetstream.jobs.ingest.domain.SampleSummary;
import io.fleetstream.schemas.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AggregateTest {
    private static final ParsedMetric TEMPERATURE =
            new ParsedMetric("temperature", 21.5, "Cel", new SampleSummary(60, 20.9, 22.0, 0.2));

    @Test
    void readsWhatAnEdgeGatewayAggregated() throws Exception {
        assertThat(
                        readings(
                                """
                                {"seq":4,"window_s":300,"metrics":{"temperature":
                                 {"count":60,"mean":21.5,"min":20.9,"max":22.0,"std":0.2,"unit":"Cel"},
                                 "door":true}}
                                """))
                .containsExactly(
                        new ParsedReading(
                                4L,
                                null,
                                null,
                                null,
                                List.of(TEMPERATURE, new ParsedMetric("door", 1, null)),
                                300_000_000L));
    }

    @Test
    void readsTheSingleFormToo() throws Exception {
        assertThat(
                        readings(
                                """
                                {"metric":"temperature","count":60,"mean":21.5,"min":20.9,"max":22.0,
                                 "std":0.2,"unit":"Cel","window_s":0.5}
                                """))
                .containsExactly(
                        new ParsedReading(null, null, null, null, List.of(TEMPERATURE), 500_000L));
    }

    @Test
    void takesTheWindowOfABatchFromItsEnvelope() throws Exception {
        assertThat(
                        readings(
                                """
                                {"window_s":60,"readings":[{"metrics":{"a":{"count":1,"mean":2}}},
                                 {"b":1}]}
                                """))
                .extracting(ParsedReading::windowMicros)
                .containsExactly(60_000_000L, null);
    }

    @Test
    void takesTheSameNamesForMetricsWhereNothingIsAggregated() throws Exception {
        assertThat(readings("{\"count\":3,\"mean\":1,\"min\":9}").get(0).metrics())
                .extracting(ParsedMetric::name)
                .containsExactly("count", "mean", "min");
        assertThat(
                        readings("{\"metrics\":{\"a\":{\"value\":5,\"min\":9,\"max\":null}}}")
                                .get(0)
                                .metrics())
                .containsExactly(new ParsedMetric("a", 5, null));
    }

    @Test
    void forgivesDevicesTheirRounding() throws Exception {
        assertThat(readings("{\"metrics\":{\"a\":{\"count\":9,\"mean\":20.9999999,\"min\":21}}}"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"mean\":1                          | MISSING_FIELD | /metrics/a/count",
                "\"count\":1                         | MISSING_FIELD | /metrics/a/mean",
                "\"count\":0,\"mean\":1              | WRONG_TYPE    | /metrics/a/count",
                "\"count\":1.5,\"mean\":1            | WRONG_TYPE    | /metrics/a/count",
                "\"count\":-1,\"mean\":1             | WRONG_TYPE    | /metrics/a/count",
                "\"count\":\"6\",\"mean\":1          | WRONG_TYPE    | /metrics/a/count",
                "\"count\":2,\"mean\":1,\"min\":1.1  | WRONG_TYPE    | /metrics/a/min",
                "\"count\":2,\"mean\":1,\"max\":0.9  | WRONG_TYPE    | /metrics/a/max",
                "\"count\":2,\"mean\":1,\"std\":-0.1 | WRONG_TYPE    | /metrics/a/std",
                "\"count\":2,\"mean\":NaN            | NAN           | /metrics/a/mean",
                "\"count\":2,\"count\":2,\"mean\":1  | NOT_JSON      |",
            })
    void rejectsWhatNoValuesCanGive(String parts, ReasonCode reason, String path) {
        RejectedException rejected = rejection("{\"metrics\":{\"a\":{" + parts + "}}}");

        assertThat(rejected.reason()).isEqualTo(reason);
        assertThat(rejected.path()).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "1e-9", "1e9", "\"300\""})
    void rejectsWindowsNobodyWaitsFor(String seconds) {
        RejectedException rejected = rejection("{\"a\":1,\"window_s\":" + seconds + "}");

        assertThat(rejected.reason()).isEqualTo(ReasonCode.WRONG_TYPE);
        assertThat(rejected.path()).isEqualTo("/window_s");
    }
}
