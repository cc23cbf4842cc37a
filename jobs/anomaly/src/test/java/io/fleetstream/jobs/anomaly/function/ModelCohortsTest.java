package io.fleetstream.jobs.anomaly.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.anomaly.domain.bytes.ByteWriter;
import io.fleetstream.jobs.anomaly.domain.watch.Attributes;
import io.fleetstream.jobs.anomaly.state.CohortRow;
import io.fleetstream.schemas.AggregateScope;
import io.fleetstream.schemas.WindowAggregate;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ModelCohortsTest {
    private static final Attributes DEVICE =
            Attributes.UNKNOWN.withPlace("acme", "plant", "motor", "m-1", "");

    @Test
    void takesClosedWindowsOfModels() {
        CohortRow row = ModelCohorts.row(window().build(), "5m").orElseThrow().cohort();
        assertThat(row.key()).isEqualTo(CohortRow.key("acme", "m-1", "t"));
        assertThat(row.windowStart()).isEqualTo(300_000_000);
        assertThat(row.median()).isZero();
        assertThat(row.devices()).isEqualTo(8);
    }

    @Test
    void passesOverAllOthers() {
        assertThat(ModelCohorts.row(window().build(), "1m")).isEmpty();
        assertThat(ModelCohorts.row(window().setEarly(true).build(), "5m")).isEmpty();
        assertThat(ModelCohorts.row(window().setSketch(null).build(), "5m")).isEmpty();
        assertThat(ModelCohorts.row(window().setScope(AggregateScope.SITE).build(), "5m"))
                .isEmpty();
    }

    @Test
    void keepsTheLatestWindow() {
        ModelCohorts cohorts = new ModelCohorts();
        String key = CohortRow.key("acme", "m-1", "t");
        assertThat(cohorts.put(new CohortRow(key, 10, 1, 1, 5))).isTrue();
        assertThat(cohorts.put(new CohortRow(key, 9, 2, 1, 5))).isFalse();
        assertThat(cohorts.put(new CohortRow(key, 10, 3, 1, 5))).isTrue();
        assertThat(cohorts.of(DEVICE, "t").median()).isEqualTo(3);
        assertThat(cohorts.of(DEVICE, "u")).isNull();
        assertThat(cohorts.of(Attributes.UNKNOWN, "t")).isNull();
    }

    private static WindowAggregate.Builder window() {
        byte[] zeros = new ByteWriter().put(1).putUnsigned(20).put(0).put(0).toBytes();
        return WindowAggregate.newBuilder()
                .setScope(AggregateScope.MODEL)
                .setSubject("acme/m-1")
                .setOrg("acme")
                .setModel("m-1")
                .setMetric("t")
                .setWindowName("5m")
                .setWindowStart(Instant.ofEpochSecond(300))
                .setWindowEnd(Instant.ofEpochSecond(600))
                .setRevision(0)
                .setCount(20)
                .setSamples(20)
                .setSketch(ByteBuffer.wrap(zeros))
                .setGood(20)
                .setUncertain(0)
                .setBad(0)
                .setDevices(8)
                .setReceivedAt(Instant.ofEpochSecond(600));
    }
}
