package io.fleetstream.jobs.ingest.domain.quality;

import io.fleetstream.jobs.ingest.domain.ParsedMetric;
import io.fleetstream.jobs.ingest.domain.ParsedReading;
import io.fleetstream.jobs.ingest.domain.enrich.ModelRows;
import io.fleetstream.jobs.ingest.state.ModelRow;
import io.fleetstream.schemas.DeviceModel;
import io.fleetstream.schemas.MetricSpec;
import io.fleetstream.schemas.UnknownMetrics;
import java.time.Instant;
import java.util.List;

/** Models and readings to judge. */
final class TestModels {
    private TestModels() {}

    static ModelRow model(UnknownMetrics unknown, MetricSpec... specs) {
        return ModelRows.of(
                DeviceModel.newBuilder()
                        .setModel("m1")
                        .setMetrics(List.of(specs))
                        .setUnknownMetrics(unknown)
                        .setUpdatedAt(Instant.EPOCH)
                        .build());
    }

    static ModelRow model(MetricSpec... specs) {
        return model(UnknownMetrics.ACCEPT, specs);
    }

    static MetricSpec range(String name, String unit, Double min, Double max) {
        return new MetricSpec(name, unit, min, max, null, null, false);
    }

    static MetricSpec rate(String name, String unit, double perSecond) {
        return new MetricSpec(name, unit, -1e6, 1e6, perSecond, null, false);
    }

    static MetricSpec required(String name) {
        return new MetricSpec(name, null, null, null, null, null, true);
    }

    static ParsedReading reading(ParsedMetric... metrics) {
        return new ParsedReading(null, null, null, null, List.of(metrics));
    }
}
