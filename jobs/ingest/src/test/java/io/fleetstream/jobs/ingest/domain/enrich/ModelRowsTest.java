package io.fleetstream.jobs.ingest.domain.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.ingest.state.ModelRow;
import io.fleetstream.schemas.ClockPolicy;
import io.fleetstream.schemas.DeviceModel;
import io.fleetstream.schemas.LatePolicy;
import io.fleetstream.schemas.MetricSpec;
import io.fleetstream.schemas.TimeAuthority;
import io.fleetstream.schemas.UnknownMetrics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModelRowsTest {
    @Test
    void keepsWhatTheModelSays() {
        ModelRow row =
                ModelRows.of(
                        builder(
                                        new MetricSpec("t", "Cel", -1.0, 1.0, 2.0, null, true),
                                        new MetricSpec(
                                                "s", "1", null, null, null, List.of(2.0), false))
                                .setUnknownMetrics(UnknownMetrics.REJECT)
                                .setTimeAuthority(TimeAuthority.ARRIVAL)
                                .setClockPolicy(ClockPolicy.FLAG)
                                .setMaxAgeSeconds(3.5)
                                .setMaxAheadSeconds(0.000001)
                                .setLateToleranceSeconds(15.0)
                                .setLatePolicy(LatePolicy.ADJUST)
                                .setMaxMessagesPerSecond(0.1)
                                .build());

        assertThat(row.quantities().get("t").maxRate()).isEqualTo(2.0);
        assertThat(row.quantities().get("s").allowed()).containsExactly(2.0);
        assertThat(row.required()).containsExactly("t");
        assertThat(row.unknownMetrics()).isEqualTo(UnknownMetrics.REJECT);
        assertThat(row.timeAuthority()).isEqualTo(TimeAuthority.ARRIVAL);
        assertThat(row.clockPolicy()).isEqualTo(ClockPolicy.FLAG);
        assertThat(row.maxAge()).isEqualTo(3_500_000);
        assertThat(row.maxAhead()).isEqualTo(1);
        assertThat(row.lateTolerance()).isEqualTo(15_000_000);
        assertThat(row.latePolicy()).isEqualTo(LatePolicy.ADJUST);
        assertThat(row.maxMessagesPerSecond()).isEqualTo(0.1);
    }

    @Test
    void isWhatAnOldSavepointMakesOfAModelThatSaysNothing() {
        assertThat(ModelRows.of(builder().build()))
                .isEqualTo(
                        new ModelRow(
                                Map.of(), null, 0, 1, null, null, null, null, null, null, null,
                                null));
    }

    @Test
    void givesSlotsByNameSoThatTheOrderDoesNotMatter() {
        ModelRow row = ModelRows.of(builder(rated("b"), unrated("x"), rated("a")).build());
        ModelRow turned = ModelRows.of(builder(rated("a"), rated("b")).build());
        ModelRow more = ModelRows.of(builder(rated("a"), rated("b"), rated("c")).build());

        assertThat(row.rateLimited()).isEqualTo(2);
        assertThat(row.quantities().get("a").rateSlot()).isEqualTo(0);
        assertThat(row.quantities().get("b").rateSlot()).isEqualTo(1);
        assertThat(row.quantities().get("x").maxRate()).isNull();
        assertThat(turned.rateLayout()).isEqualTo(row.rateLayout());
        assertThat(more.rateLayout()).isNotEqualTo(row.rateLayout());
    }

    @Test
    void takesTheLastOfAMetricNamedTwice() {
        ModelRow row = ModelRows.of(builder(rated("a"), unrated("a")).build());

        assertThat(row.rateLimited()).isZero();
        assertThat(row.quantities()).hasSize(1);
    }

    @Test
    void takesAThousandMetrics() {
        MetricSpec[] specs =
                IntStream.range(0, 1_000).mapToObj(i -> rated("m" + i)).toArray(MetricSpec[]::new);

        assertThat(ModelRows.of(builder(specs).build()).quantities().values())
                .extracting(quantity -> quantity.rateSlot())
                .doesNotHaveDuplicates();
    }

    private static DeviceModel.Builder builder(MetricSpec... specs) {
        return DeviceModel.newBuilder()
                .setModel("m1")
                .setMetrics(List.of(specs))
                .setUpdatedAt(Instant.EPOCH);
    }

    private static MetricSpec rated(String name) {
        return new MetricSpec(name, null, null, null, 1.0, null, false);
    }

    private static MetricSpec unrated(String name) {
        return new MetricSpec(name, null, null, null, null, null, false);
    }
}
