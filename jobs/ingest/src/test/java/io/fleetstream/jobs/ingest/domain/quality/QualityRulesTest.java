package io.fleetstream.jobs.ingest.domain.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.ingest.domain.ParsedMetric;
import io.fleetstream.jobs.ingest.domain.ParsedReading;
import io.fleetstream.jobs.ingest.domain.enrich.ModelRows;
import io.fleetstream.jobs.ingest.domain.units.UnitConversions;
import io.fleetstream.jobs.ingest.state.ModelRow;
import io.fleetstream.schemas.DeviceModel;
import io.fleetstream.schemas.Metric;
import io.fleetstream.schemas.MetricSpec;
import io.fleetstream.schemas.Quality;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualityRulesTest {
    private static final ModelRow MODEL =
            ModelRows.of(
                    DeviceModel.newBuilder()
                            .setModel("m1")
                            .setMetrics(
                                    List.of(
                                            new MetricSpec(
                                                    "temp", "Cel", -40.0, 85.0, null, null, false),
                                            new MetricSpec(
                                                    "count", null, 0.0, null, null, null, false),
                                            new MetricSpec(
                                                    "depth", "m", null, 10.0, null, null, false)))
                            .setUpdatedAt(Instant.EPOCH)
                            .build());

    @ParameterizedTest(name = "{0} {1} {2} -> {3} {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                "temp,  21.5, -,    Cel,  GOOD",
                "temp,   -40, -,    Cel,  GOOD",
                "temp,    85, Cel,  Cel,  GOOD",
                "temp,   1e9, -,    Cel,  BAD",
                "temp, -40.1, Cel,  Cel,  BAD",
                "temp,    70, degF, degF, UNCERTAIN",
                "temp,   1e9, degF, degF, UNCERTAIN",
                "count,   -1, -,    -,    BAD",
                "count,  1e9, -,    -,    GOOD",
                "count,   -1, '{x}', '{x}', BAD",
                "depth, -1e9, -,    m,    GOOD",
                "depth,   11, -,    m,    BAD",
                "other,  1e9, -,    -,    GOOD",
                "other,  1e9, V,    V,    GOOD",
            })
    void keepsTheValueAndMarksIt(
            String name, double value, String unit, String storedUnit, Quality quality) {
        assertThat(judge(new ParsedMetric(name, value, unit), MODEL))
                .isEqualTo(new Metric(name, value, storedUnit, quality, null, null, null));
    }

    @Test
    void findsEverythingGoodWithoutAModel() {
        assertThat(judge(new ParsedMetric("temp", 1e9, null), null))
                .isEqualTo(new Metric("temp", 1e9, null, Quality.GOOD, null, null, null));
    }

    private static Metric judge(ParsedMetric metric, ModelRow model) {
        ParsedReading reading = new ParsedReading(null, null, null, null, List.of(metric));
        return new QualityRules(new UnitConversions())
                .judge(reading, model, 0, null)
                .metrics()
                .get(0);
    }
}
