package io.fleetstream.benchmarks.measure;

import static io.fleetstream.benchmarks.measure.Samples.measured;
import static io.fleetstream.benchmarks.measure.Samples.warmUp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    private static final double EXACT = 1e-9;

    @Test
    void takesTheLeastCpuTimeAndLeavesWarmUpsOut() {
        Statistics statistics =
                new Statistics(
                        List.of(
                                warmUp("ours", 0, 0.5),
                                measured("ours", 1, 4),
                                measured("ours", 2, 2),
                                measured("ours", 3, 3)));

        assertThat(statistics.leastCpuMicros("ours")).isCloseTo(2, within(EXACT));
    }

    @Test
    void takesTheMedianOfTheRatiosOfEachRoundNotTheRatioOfMedians() {
        // Ratios 2, 1.5 and 8; the medians' ratio would be 2.5, that of the minima 1.5.
        Statistics statistics =
                new Statistics(
                        List.of(
                                warmUp("ceiling", 0, 9),
                                warmUp("ours", 0, 1),
                                measured("ceiling", 1, 2),
                                measured("ours", 1, 4),
                                measured("ceiling", 2, 4),
                                measured("ours", 2, 6),
                                measured("ceiling", 3, 1),
                                measured("ours", 3, 8)));

        assertThat(statistics.medianCpuRatio("ours", "ceiling")).isCloseTo(2, within(EXACT));
    }

    @Test
    void takesTheMeanOfTheTwoMiddleRatiosOfAnEvenNumber() {
        Statistics statistics =
                new Statistics(
                        List.of(
                                measured("ceiling", 1, 1),
                                measured("ours", 1, 3),
                                measured("ceiling", 2, 1),
                                measured("ours", 2, 2)));

        assertThat(statistics.medianCpuRatio("ours", "ceiling")).isCloseTo(2.5, within(EXACT));
    }

    @Test
    void refusesARatioOfVariantsThatDidNotRunInTheSameRounds() {
        Statistics statistics =
                new Statistics(List.of(measured("ceiling", 1, 1), measured("ours", 2, 3)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> statistics.medianCpuRatio("ours", "ceiling"))
                .withMessageContaining("ran in rounds [2]");
    }

    @Test
    void saysByHowMuchOneCostsMoreThanItsNeighbours() {
        Statistics statistics =
                new Statistics(
                        List.of(
                                warmUp("without", 0, 9),
                                warmUp("with", 0, 1),
                                measured("without", 1, 10),
                                measured("with", 1, 10.1),
                                measured("without", 2, 20),
                                measured("with", 2, 20.2),
                                measured("without", 3, 5),
                                measured("with", 3, 5.6)));

        Spread added = statistics.addedCpuMicros("with", "without");

        assertThat(added.lower()).isCloseTo(0.15, within(EXACT));
        assertThat(added.median()).isCloseTo(0.2, within(EXACT));
        assertThat(added.upper()).isCloseTo(0.4, within(EXACT));
    }

    @Test
    void refusesTwoDrainsOfAVariantInOneRound() {
        Statistics statistics =
                new Statistics(List.of(measured("ours", 1, 1), measured("ours", 1, 3)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> statistics.leastCpuMicros("ours"))
                .withMessageContaining("twice in round 1");
    }

    @Test
    void refusesAVariantThatWasOnlyWarmedUp() {
        Statistics statistics = new Statistics(List.of(warmUp("ours", 0, 1)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> statistics.leastCpuMicros("ours"))
                .withMessageContaining("ours");
    }

    @Test
    void takesMediansOfRateAllocationAndCollection() {
        Statistics statistics =
                new Statistics(
                        List.of(
                                measured("ours", 1, 1_000),
                                measured("ours", 2, 2_000),
                                measured("ours", 3, 4_000)));

        assertThat(statistics.medianRate("ours")).isCloseTo(250, within(EXACT));
        assertThat(statistics.medianAllocation("ours")).hasValue(1_024);
        assertThat(statistics.medianGcShare("ours").orElseThrow()).isCloseTo(0.1, within(EXACT));
    }

    @Test
    void saysNothingOfWhatCannotBeSeenFromOutside() {
        Sample sample = new Sample(10, 1_000, 1_000, Sample.UNKNOWN, Sample.UNKNOWN);
        Statistics statistics = new Statistics(List.of(new Drain("bridge", 1, false, sample)));

        assertThat(statistics.medianAllocation("bridge")).isEmpty();
        assertThat(statistics.medianGcShare("bridge")).isEmpty();
    }

    @Test
    void countsADrainTooShortForTheClockAsOneStepOfIt() {
        assertThat(new Sample(1_000, 0, 1, 0, 0).cpuMicrosPerRecord()).isCloseTo(10, within(EXACT));
    }

    @Test
    void refusesADrainWithoutRecords() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Sample(0, 1, 1, 0, 0));
    }
}
