package io.fleetstream.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.fleetstream.benchmarks.measure.Drain;
import io.fleetstream.benchmarks.measure.Sample;
import io.fleetstream.benchmarks.run.Rounds.Contestant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final List<String> events = new ArrayList<>();
    private final Run run =
            new Run(
                    Path.of("unused"),
                    OptionalLong.empty(),
                    1,
                    2,
                    false,
                    List.of(),
                    Optional.empty(),
                    events::add);

    @Test
    void letsVariantsTakeTurnsAndMarksWarmUps() throws IOException {
        List<Drain> drains =
                Rounds.run(
                        run,
                        "any",
                        List.of(contestant("a", 10_000), contestant("b", 10_000)),
                        10_000,
                        () -> events.add("prepared"));

        assertThat(drains)
                .extracting(drain -> drain.variant() + drain.round() + drain.warmUp())
                .containsExactly("a0true", "b0true", "a1false", "b1false", "a2false", "b2false");
        assertThat(events).filteredOn("prepared"::equals).hasSize(3);
        assertThat(events.get(0)).isEqualTo("prepared");
        assertThat(events.get(1)).isEqualTo("any warm-up 1/1: a 2.00 us CPU, 100,000/s");
    }

    @Test
    void failsIfNotEverythingProducedWasConsumed() {
        assertThatIOException()
                .isThrownBy(() -> Rounds.run(run, "any", List.of(contestant("a", 9_999)), 10_000))
                .withMessage("any a: 9999 records consumed, 10000 produced");
    }

    private static Contestant contestant(String name, long records) {
        return new Contestant() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Sample drain() {
                return new Sample(records, 2_000 * records, 10_000 * records, 0, 0);
            }
        };
    }
}
