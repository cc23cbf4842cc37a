package io.fleetstream.jobs.ingest.domain.quality;

import static io.fleetstream.jobs.ingest.domain.quality.TestModels.model;
import static io.fleetstream.jobs.ingest.domain.quality.TestModels.range;
import static io.fleetstream.jobs.ingest.domain.quality.TestModels.reading;
import static io.fleetstream.jobs.ingest.domain.quality.TestModels.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fleetstream.jobs.ingest.domain.ParsedMetric;
import io.fleetstream.jobs.ingest.domain.ParsedReading;
import io.fleetstream.jobs.ingest.domain.RejectedException;
import io.fleetstream.jobs.ingest.domain.SampleSummary;
import io.fleetstream.jobs.ingest.state.ModelRow;
import io.fleetstream.schemas.MetricSpec;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.UnknownMetrics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelRulesTest {
    private static final ModelRow STRICT =
            model(UnknownMetrics.REJECT, required("a"), required("b/~"), range("c", "V", 0.0, 1.0));

    @Test
    void acceptsWhatTheModelAsksFor() {
        assertAccepted(reading(value("b/~"), value("a")), STRICT);
        assertAccepted(reading(value("a"), value("c"), value("b/~")), STRICT);
    }

    @Test
    void acceptsEverythingWithoutAModel() {
        assertAccepted(reading(value("x")), null);
    }

    @Test
    void namesTheMetricThatIsMissing() {
        assertRefused(reading(value("a"), value("c")), ReasonCode.MISSING_FIELD, "/b~1~0");
        assertRefused(reading(value("c")), ReasonCode.MISSING_FIELD, "/a");
    }

    @Test
    void namesTheMetricThatIsUnknownBeforeTheOneThatIsMissing() {
        assertRefused(reading(value("a"), value("y")), ReasonCode.UNKNOWN_FIELD, "/y");
    }

    @ParameterizedTest
    @EnumSource(
            value = UnknownMetrics.class,
            names = {"ACCEPT", "MARK"})
    void refusesNoUnknownMetricUnlessTheModelSaysSo(UnknownMetrics unknown) {
        assertAccepted(reading(value("a"), value("y")), model(unknown, required("a")));
    }

    @Test
    void findsAllOfAThousandMetricsInAnyOrder() {
        List<ParsedMetric> metrics =
                new ArrayList<>(IntStream.range(0, 1_000).mapToObj(i -> value("m" + i)).toList());
        ModelRow model =
                model(
                        metrics.stream()
                                .map(metric -> required(metric.name()))
                                .toArray(MetricSpec[]::new));
        Collections.reverse(metrics);

        assertAccepted(reading(metrics.toArray(ParsedMetric[]::new)), model);
        metrics.remove(500);
        assertThatThrownBy(
                        () ->
                                ModelRules.check(
                                        reading(metrics.toArray(ParsedMetric[]::new)), model))
                .isInstanceOf(RejectedException.class);
    }

    @Test
    void asksAggregatesForNothing() {
        ParsedMetric mean = new ParsedMetric("c", 1, null, new SampleSummary(2, 0.0, 2.0, null));
        assertAccepted(reading(mean), STRICT);
        assertAccepted(new ParsedReading(1L, 2L, null, null, List.of(value("c")), 60L), STRICT);
    }

    private static ParsedMetric value(String name) {
        return new ParsedMetric(name, 1, null);
    }

    private static void assertAccepted(ParsedReading reading, ModelRow model) {
        assertThatCode(() -> ModelRules.check(reading, model)).doesNotThrowAnyException();
    }

    private static void assertRefused(ParsedReading reading, ReasonCode reason, String path) {
        RejectedException refused =
                catchThrowableOfType(
                        RejectedException.class, () -> ModelRules.check(reading, STRICT));
        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.path()).isEqualTo(path);
    }
}
