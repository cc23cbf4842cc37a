package io.fleetstream.jobs.prediction.domain.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StatisticTest {
    @ParameterizedTest
    @CsvSource({
        "LAST, 9",
        "MEAN, 5",
        "DEVIATION, 2",
        "MIN, 2",
        "MAX, 9",
        "RMS, 2",
        "SLOPE, 0.8095238095238095",
        "KURTOSIS, 2.78125",
        "SKEWNESS, 0.65625",
        "CREST_FACTOR, 2"
    })
    void tellsWhatTheFormulaSays(Statistic statistic, double expected) {
        double[] values = {2, 4, 4, 4, 5, 5, 7, 9};
        assertThat(statistic.of(values)).isCloseTo(expected, within(1e-12));
    }

    @ParameterizedTest
    @EnumSource(Statistic.class)
    void isANumberOfASingleValue(Statistic statistic) {
        assertThat(statistic.of(new double[] {3})).isFinite();
        assertThat(statistic.text()).matches("[a-z-]+");
    }
}
