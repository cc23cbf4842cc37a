package io.fleetstream.jobs.rollout.domain.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RolloutRateTest {
    @ParameterizedTest
    @CsvSource({"0, 50", "999, 50", "1000, 100", "1999, 100", "2000, 200", "3000, 400"})
    void growsAtTheStepsOfTheGuide(long count, int perMinute) {
        RolloutRate rate = rate(RolloutRate.Criterion.NOTIFIED, 1_000);

        assertThat(rate.perMinute(count, 0)).isEqualTo(perMinute);
    }

    @ParameterizedTest
    @EnumSource(RolloutRate.Criterion.class)
    void reachesEachRateInTheMinuteOfTheGuide(RolloutRate.Criterion criterion) {
        RolloutRate rate = rate(criterion, 1_000);
        List<Integer> minutes = new ArrayList<>();
        long told = 0;
        for (int minute = 1; minute <= 37; minute++) {
            int now = rate.perMinute(told, told);
            minutes.add(now);
            told += now;
        }

        assertThat(minutes.subList(0, 20)).containsOnly(50);
        assertThat(minutes.subList(20, 30)).containsOnly(100);
        assertThat(minutes.subList(30, 35)).containsOnly(200);
        assertThat(minutes.get(35)).isEqualTo(400);
    }

    @Test
    void isCapped() {
        assertThat(rate(RolloutRate.Criterion.NOTIFIED, 120).perMinute(2_500, 0)).isEqualTo(120);
        assertThat(rate(RolloutRate.Criterion.NOTIFIED, 120).perMinute(Long.MAX_VALUE, 0))
                .isEqualTo(120);
    }

    @Test
    void staysWhereItIsConstant() {
        assertThat(RolloutRate.constant(7).perMinute(1_000_000, 1_000_000)).isEqualTo(7);
    }

    private static RolloutRate rate(RolloutRate.Criterion criterion, int maximum) {
        return new RolloutRate(50, 2, criterion, 1_000, maximum);
    }
}
