package io.fleetstream.benchmarks.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.benchmarks.measure.Figure;
import io.fleetstream.benchmarks.report.Outcome;
import io.fleetstream.benchmarks.run.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class GateBenchmarkTest {
    @Test
    void findsTheGateHonestAndTheZTestNot() {
        Outcome outcome = new GateBenchmark().run(run(60));

        assertThat(outcome.ok()).isTrue();
        assertThat(outcome.figures())
                .extracting(Figure::name)
                .contains(
                        "gate.harmless.equal-devices.stops",
                        "gate.harmless.stages.stops",
                        "gate.doubled-hazard.equal-devices.time-to-stop",
                        "gate.replays.different");
        assertThat(figure(outcome, "gate.harmless.equal-devices.z-test.stops").value())
                .isGreaterThan(20);
        assertThat(figure(outcome, "gate.doubled-hazard.equal-devices.stops").value())
                .isEqualTo(100);
    }

    private static Figure figure(Outcome outcome, String name) {
        return outcome.figures().stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Run run(long simulations) {
        return new Run(
                Path.of("target"),
                OptionalLong.of(simulations),
                0,
                1,
                true,
                List.of(),
                Optional.empty(),
                line -> {});
    }
}
