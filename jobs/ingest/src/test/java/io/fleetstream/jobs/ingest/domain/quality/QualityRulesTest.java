package io.fleetstream.jobs.ingest.domain.quality;

import static io.fleetstream.jobs.ingest.domain.quality.TestModels.model;
import static io.fleetstream.jobs.ingest.domain.quality.TestModels.range;
import static io.fleetstream.jobs.ingest.domain.quality.TestModels.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.ingest.domain.ParsedMetric;
import io.fleetstream.jobs.ingest.domain.SampleSummary;
import io.fleetstream.jobs.ingest.domain.units.UnitConversions;
import io.fleetstream.jobs.ingest.state.ModelRow;
import io.fleetstream.schemas.Metric;
import io.fleetstream.schemas.MetricSpec;
import io.fleetstream.schemas.Quality;
import io.fleetstream.schemas.QualityReason;
import io.fleetstream.schemas.UnknownMetrics;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualityRulesTest {
    private static final ModelRow MODEL =
            model(
                    UnknownMetrics.MARK,
                    range("temp", "Cel", -40.0, 85.0),
                    range("count", null, 0.0, null),
                    range("depth", "m", null, 10.0),
                    range("rssi", "dB[mW]", -120.0, 0.0),
                    range("far", "mm", null, null),
                    new MetricSpec("state", "1", 0.0, 9.0, null, List.of(4.0, 1.0, 2.0), false));

    private final QualityRules rules = new QualityRules(new UnitConversions());

    @ParameterizedTest(name = "{0} {1} {2} -> {3} {4} {5} {6} ({7})")
    @CsvSource(
            nullValues = "-",
            value = {
                "temp,  21.5, -,      21.5, Cel,    GOOD,      -, -",
                "temp,   -40, -,      -40,  Cel,    GOOD,      -, -",
                "temp,    85, Cel,    85,   Cel,    GOOD,      -, -",
                "temp,   1e9, -,      1e9,  Cel,    BAD,       OUT_OF_RANGE, -",
                "temp, -40.1, Cel,    -40.1, Cel,   BAD,       OUT_OF_RANGE, -",
                "temp,    70, [degF], 21.11111111111111, Cel, GOOD, -, [degF]",
                "temp,     0, [degF], -17.77777777777778, Cel, GOOD, -, [degF]",
                "temp,    70, °F,     21.11111111111111, Cel, GOOD, -, °F",
                "temp,    70, C,      70,   Cel,    GOOD,      -, C",
                "temp,   200, [degF], 93.33333333333333, Cel, BAD, OUT_OF_RANGE, [degF]",
                "temp,   300, K,      26.85, Cel,   GOOD,      -, K",
                "temp,    21, V,      21,   V,      UNCERTAIN, UNKNOWN_UNIT, -",
                "temp,   1e9, quux,   1e9,  quux,   UNCERTAIN, UNKNOWN_UNIT, -",
                "count,   -1, -,      -1,   -,      BAD,       OUT_OF_RANGE, -",
                "count,  1e9, -,      1e9,  -,      GOOD,      -, -",
                "count,   -1, '{x}',  -1,   '{x}',  BAD,       OUT_OF_RANGE, -",
                "depth, -1e9, -,      -1e9, m,      GOOD,      -, -",
                "depth,   11, -,      11,   m,      BAD,       OUT_OF_RANGE, -",
                "depth, 1.1,  km,     1100, m,      BAD,       OUT_OF_RANGE, km",
                "rssi,   -70, dB[mW], -70,  dB[mW], GOOD,      -, -",
                "rssi,   -70, mW,     -70,  mW,     UNCERTAIN, UNKNOWN_UNIT, -",
                "far,  1e308, km,     1e308, km,    BAD,       OUT_OF_RANGE, -",
                "state,    1, -,      1,    1,      GOOD,      -, -",
                "state,    4, -,      4,    1,      GOOD,      -, -",
                "state,    3, -,      3,    1,      BAD,       OUT_OF_ENUM, -",
                "state,   30, -,      30,   1,      BAD,       OUT_OF_RANGE, -",
                "state,  200, %,      2,    1,      GOOD,      -, %",
                "other,  1e9, -,      1e9,  -,      UNCERTAIN, UNKNOWN_FIELD, -",
                "other,  1e9, V,      1e9,  V,      UNCERTAIN, UNKNOWN_FIELD, -",
            })
    void keepsTheValueAndMarksIt(
            String name,
            double value,
            String unit,
            double storedValue,
            String storedUnit,
            Quality quality,
            QualityReason reason,
            String sentUnit) {
        assertThat(judge(new ParsedMetric(name, value, unit), MODEL))
                .isEqualTo(
                        new Metric(name, storedValue, storedUnit, quality, reason, sentUnit, null));
    }

    @Test
    void leavesMetricsAloneThatAModelDoesNotListUnlessItMarksThem() {
        ParsedMetric other = new ParsedMetric("other", 1e9, "quux");
        Metric asSent = new Metric("other", 1e9, "quux", Quality.GOOD, null, null, null);

        assertThat(judge(other, model(range("temp", "Cel", 0.0, 1.0)))).isEqualTo(asSent);
        assertThat(judge(other, null)).isEqualTo(asSent);
    }

    @Test
    void convertsSummariesAsAWhole() {
        ParsedMetric sent =
                new ParsedMetric("temp", 50, "[degF]", new SampleSummary(60, 32.0, 68.0, 9.0));

        assertThat(judge(sent, MODEL))
                .isEqualTo(
                        new Metric(
                                "temp",
                                10.0,
                                "Cel",
                                Quality.GOOD,
                                null,
                                "[degF]",
                                summary(60, 0.0, 20.0, 5.0)));
    }

    @ParameterizedTest(name = "{0} to {1} {2}")
    @CsvSource(
            nullValues = "-",
            value = {"-40, 85, GOOD", "-41, 85, BAD", "-40, 86, BAD", "-, -, GOOD", "-, 99, BAD"})
    void looksAtLeastAndGreatestOfASummary(Double min, Double max, Quality quality) {
        ParsedMetric sent = new ParsedMetric("temp", 20, null, new SampleSummary(9, min, max, 1.0));

        Metric stored = judge(sent, MODEL);

        assertThat(stored.getQuality()).isEqualTo(quality);
        assertThat(stored.getSummary()).isEqualTo(summary(9, min, max, 1.0));
    }

    @Test
    void doesNotLookForAMeanAmongTheStates() {
        ParsedMetric mean =
                new ParsedMetric("state", 1.5, null, new SampleSummary(2, 1.0, 2.0, 0.5));

        assertThat(judge(mean, MODEL).getQuality()).isEqualTo(Quality.GOOD);
    }

    @Test
    void keepsASummaryAsSentThatIsTooGreatForTheUnit() {
        ParsedMetric sent =
                new ParsedMetric("far", 1, "km", new SampleSummary(2, 1.0, 1e308, null));

        assertThat(judge(sent, MODEL))
                .isEqualTo(
                        new Metric(
                                "far",
                                1.0,
                                "km",
                                Quality.BAD,
                                QualityReason.OUT_OF_RANGE,
                                null,
                                summary(2, 1.0, 1e308, null)));
    }

    private Metric judge(ParsedMetric metric, ModelRow model) {
        return rules.judge(reading(metric), model, 0, null).metrics().get(0);
    }

    private static io.fleetstream.schemas.SampleSummary summary(
            long count, Double min, Double max, Double std) {
        return new io.fleetstream.schemas.SampleSummary(count, min, max, std);
    }
}
