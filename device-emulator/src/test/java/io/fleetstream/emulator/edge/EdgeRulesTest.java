package io.fleetstream.emulator.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fleetstream.emulator.payload.Content;
import io.fleetstream.emulator.payload.MetricSummary;
import io.fleetstream.emulator.signal.TelemetryEvent;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EdgeRulesTest {
    private static final double NOT_SENT = Double.NaN;

    @Test
    void aDeadBandLeavesOutWhatHardlyMoved() {
        DeadBandFilter filter = new DeadBandFilter(Map.of("temperature", 0.5, "*", 0.0));
        assertThat(values(filter, 0, 20.0, 40)).containsExactly(20.0, 40.0, 21.0, 50.0);
        assertThat(values(filter, 1, 20.5, 40))
                .containsExactly(NOT_SENT, NOT_SENT, NOT_SENT, NOT_SENT);
        assertThat(values(filter, 2, 20.6, 41))
                .as("measured against what was sent, not against what was seen")
                .containsExactly(20.6, 41.0, NOT_SENT, NOT_SENT);
        assertThat(values(filter, 3, 20.2, 41))
                .containsExactly(NOT_SENT, NOT_SENT, NOT_SENT, NOT_SENT);
        filter.pass(TestSamples.at(4, 19, 41));
        assertThat(values(filter, 5, 19.4, 41))
                .containsExactly(NOT_SENT, NOT_SENT, NOT_SENT, NOT_SENT);
    }

    @Test
    void metricsWithoutADeadBandAlwaysPass() {
        DeadBandFilter filter = new DeadBandFilter(Map.of("humidity", 5.0));
        assertThat(values(filter, 0, 20, 40)).hasSize(4);
        assertThat(values(filter, 1, 20, 44)).containsExactly(20.0, NOT_SENT, 21.0, 50.0);
    }

    @Test
    void windowsSumUpWhatFellIntoThem() {
        WindowAggregator aggregator = new WindowAggregator(Duration.ofMinutes(5));
        for (int second = 0; second < 300; second += 100) {
            assertThat(aggregator.add(TestSamples.at(second, 20 + second / 100, 40))).isEmpty();
        }
        Content.Summary window = aggregator.add(TestSamples.at(300, 99, 40)).orElseThrow();
        assertThat(window.windowSeconds()).isEqualTo(300);
        assertThat(window.timestampMs()).isEqualTo(TestSamples.at(300, 0, 0).timestampMs());
        MetricSummary temperature = window.metrics().get(0);
        assertThat(temperature.definition().name()).isEqualTo("temperature");
        assertThat(temperature.count()).isEqualTo(3);
        assertThat(temperature.mean()).isEqualTo(21);
        assertThat(temperature.min()).isEqualTo(20);
        assertThat(temperature.max()).isEqualTo(22);
        assertThat(temperature.deviation()).isCloseTo(Math.sqrt(2 / 3.0), within(1e-12));

        Content.Summary rest = aggregator.cut().orElseThrow();
        assertThat(rest.metrics().get(0).mean()).isEqualTo(99);
        assertThat(rest.timestampMs()).isEqualTo(TestSamples.at(300, 0, 0).timestampMs());
        assertThat(aggregator.cut()).isEmpty();
    }

    @Test
    void aWindowInWhichNothingWasMeasuredIsNotSent() {
        WindowAggregator aggregator = new WindowAggregator(Duration.ofMinutes(5));
        TelemetryEvent nothing =
                new TelemetryEvent(
                        TestSamples.THERMOSTAT,
                        1,
                        TestSamples.at(0, 0, 0).timestampMs(),
                        Collections.nCopies(4, Double.NaN));
        assertThat(aggregator.add(nothing)).isEmpty();
        assertThat(aggregator.add(TestSamples.at(300, 20, 40))).as("nothing to send").isEmpty();
        assertThat(aggregator.cut().orElseThrow().metrics()).hasSize(4);
        assertThat(aggregator.add(nothing)).isEmpty();
        assertThat(aggregator.cut()).isEmpty();
    }

    @Test
    void aSteadyDeviceIsSampledLessOftenUntilItMoves() {
        AdaptiveSampling sampling = new AdaptiveSampling(16);
        int taken = 0;
        for (int second = 0; second < 400; second++) {
            if (sampling.isDue()) {
                sampling.learn(TestSamples.at(second, 20, 40));
                taken++;
            }
        }
        assertThat(sampling.stride()).isEqualTo(16);
        assertThat(taken).isBetween(25, 45);
        for (int second = 400; second < 600; second++) {
            if (sampling.isDue()) {
                sampling.learn(TestSamples.at(second, 20 + 8 * (second % 2), 40 + second % 30));
            }
        }
        assertThat(sampling.stride()).isEqualTo(1);
    }

    @Test
    void withoutRoomToAdaptEverySlotIsSampled() {
        AdaptiveSampling sampling = new AdaptiveSampling(1);
        for (int second = 0; second < 100; second++) {
            assertThat(sampling.isDue()).isTrue();
            sampling.learn(TestSamples.at(second, 20, 40));
        }
    }

    @Test
    void rulesAreReadFromText() {
        assertThat(EdgeRules.parseDeadBands("temperature=0.2, *=0"))
                .isEqualTo(Map.of("temperature", 0.2, "*", 0.0));
        assertThat(EdgeRules.parseBounds("temperature=-10..40,vibration_rms=0..8.5"))
                .isEqualTo(
                        Map.of(
                                "temperature",
                                new Bounds(-10, 40),
                                "vibration_rms",
                                new Bounds(0, 8.5)));
        assertThat(new Bounds(-10, 40).excludes(40.1)).isTrue();
        assertThat(new Bounds(-10, 40).excludes(-10)).isFalse();
    }

    @Test
    void nonsenseIsRefused() {
        for (String text : List.of("temperature", "=1", "temperature=3", "temperature=4..3")) {
            assertThatThrownBy(() -> EdgeRules.parseBounds(text))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new EdgeRules(Map.of("x", -1.0), Optional.empty(), Map.of(), 1))
                .hasMessageContaining("dead band");
        assertThatThrownBy(
                        () ->
                                new EdgeRules(
                                        Map.of(), Optional.of(Duration.ofMillis(10)), Map.of(), 1))
                .hasMessageContaining("PT1S");
        assertThatThrownBy(() -> new EdgeRules(Map.of(), Optional.empty(), Map.of(), 0))
                .hasMessageContaining("adaptive");
    }

    private static List<Double> values(
            DeadBandFilter filter, long second, double temperature, double humidity) {
        TelemetryEvent passed = filter.apply(TestSamples.at(second, temperature, humidity));
        return passed.values();
    }
}
