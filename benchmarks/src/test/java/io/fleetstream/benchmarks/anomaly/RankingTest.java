package io.fleetstream.benchmarks.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RankingTest {
    @Test
    void isOneWhereTheAnomalousComeFirst() {
        double[] severities = {0.1, 0.9, 0.8, 0.2, 0.3};
        double[] labels = {0, 1, 1, 0, 0};
        assertThat(Ranking.averagePrecision(severities, labels)).isEqualTo(1);
    }

    @Test
    void isTheMeanOfThePrecisionsAtTheAnomalous() {
        double[] severities = {5, 4, 3, 2, 1};
        double[] labels = {1, 0, 1, 0, 0};
        assertThat(Ranking.averagePrecision(severities, labels))
                .isCloseTo((1 + 2 / 3.0) / 2, within(1e-12));
    }

    @Test
    void isTheShareOfTheAnomalousWhereAllAreTheSame() {
        double[] labels = {0, 1, 0, 0, 1, 0, 0, 0};
        assertThat(Ranking.averagePrecision(new double[8], labels)).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void forgivesByVolumeWhatComesALittleEarly() {
        double[] labels = new double[1000];
        Arrays.fill(labels, 500, 540, 1);
        double[] exact = new double[1000];
        double[] early = new double[1000];
        double[] wrong = new double[1000];
        Arrays.fill(exact, 500, 540, 1);
        Arrays.fill(early, 490, 530, 1);
        Arrays.fill(wrong, 100, 140, 1);
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            double noise = random.nextDouble() / 10;
            exact[i] += noise;
            early[i] += noise;
            wrong[i] += noise;
        }
        double lost =
                Ranking.averagePrecision(exact, labels) - Ranking.averagePrecision(early, labels);
        assertThat(Ranking.volume(exact, labels) - Ranking.volume(early, labels)).isLessThan(lost);
        assertThat(Ranking.volume(early, labels)).isGreaterThan(Ranking.volume(wrong, labels));
    }
}
