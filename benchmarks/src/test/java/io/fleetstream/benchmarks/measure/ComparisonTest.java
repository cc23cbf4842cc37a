package io.fleetstream.benchmarks.measure;

import static io.fleetstream.benchmarks.measure.Samples.measured;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Statistics THREE_TO_TWO =
            new Statistics(List.of(measured("slow", 1, 3), measured("fast", 1, 2)));

    @Test
    void isOkWithoutTarget() {
        Figure figure = Comparison.toCeiling("slow", "fast").figure("ingest", THREE_TO_TWO);

        assertThat(figure)
                .isEqualTo(new Figure("ingest.slow.vs-fast", 1.5, "x", Better.LOWER, null));
        assertThat(figure.ok()).isTrue();
    }

    @Test
    void reachesACeilingsTargetFromBelow() {
        Comparison comparison = Comparison.toCeiling("slow", "fast");

        assertThat(comparison.withTarget(1.5).figure("ingest", THREE_TO_TWO).ok()).isTrue();
        assertThat(comparison.withTarget(1.4).figure("ingest", THREE_TO_TWO).ok()).isFalse();
    }

    @Test
    void reachesAnAnchorsTargetFromAbove() {
        Comparison comparison = Comparison.toAnchor("fast", "slow");
        Figure figure = comparison.figure("ingest", THREE_TO_TWO);

        assertThat(figure.name()).isEqualTo("ingest.fast.speed-up-on-slow");
        assertThat(figure.value()).isEqualTo(1.5);
        assertThat(figure.better()).isEqualTo(Better.HIGHER);
        assertThat(comparison.withTarget(1.5).figure("ingest", THREE_TO_TWO).ok()).isTrue();
        assertThat(comparison.withTarget(1.6).figure("ingest", THREE_TO_TWO).ok()).isFalse();
    }
}
