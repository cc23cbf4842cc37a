package io.fleetstream.bridge.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdaptiveRateTest {
    private static final int FLOOR = 100;

    private long now = 7;
    private SendTally tally = SendTally.NONE;
    private AdaptiveRate rate = adaptive(0);

    /** One interval from a limit of 800: sends a second, share of bad ones, limit after it. */
    @ParameterizedTest
    @CsvSource({
        "800, 0.000, 880",
        "800, 0.009, 880",
        "800, 0.010, 800",
        "800, 0.050, 800",
        "800, 0.051, 640",
        "800, 1.000, 640",
        // nobody came near the limit: first down to what was reached
        "500, 0.100, 640",
        "0,   0.000, 800",
    })
    void movesTheLimit(int perSecond, double badShare, double limit) {
        interval(1000, 0.06);
        assertThat(rate.perSecond()).isCloseTo(800, within(1e-6));

        interval(perSecond, badShare);

        assertThat(rate.perSecond()).isCloseTo(limit, within(1e-6));
    }

    @Test
    void knowsNoLimitUntilKafkaIsSlowForTheFirstTime() {
        interval(1000, 0);
        interval(1000, 0.05);
        assertThat(rate.perSecond()).isEqualTo(AdaptiveRate.NO_LIMIT);

        interval(1000, 0.06);

        assertThat(rate.perSecond()).isCloseTo(800, within(1e-6));
    }

    @Test
    void hasNoLimitAgainOnceItIsTwiceTheRateItBeganAt() {
        interval(1000, 0.06);
        int intervals = 0;
        while (rate.perSecond() != AdaptiveRate.NO_LIMIT) {
            assertThat(rate.perSecond()).isLessThan(2000);
            interval(700, 0);
            intervals++;
        }
        // 800 * 1.1^10 = 2075
        assertThat(intervals).isEqualTo(10);
    }

    @Test
    void neverFallsBelowTheFloor() {
        for (int i = 0; i < 100; i++) {
            interval(1000, 0.5);
        }
        assertThat(rate.perSecond()).isEqualTo(FLOOR);
    }

    @Test
    void neverExceedsTheCeiling() {
        rate = adaptive(500);
        assertThat(rate.perSecond()).isEqualTo(500);
        interval(450, 0.5);
        assertThat(rate.perSecond()).isCloseTo(360, within(1e-6));
        for (int i = 0; i < 100; i++) {
            interval(400, 0);
        }
        assertThat(rate.perSecond()).isEqualTo(500);
    }

    @Test
    void takesTheRateBeforeAStallForWhatKafkaCanDo() {
        interval(1000, 0);
        interval(30, 0.9);

        assertThat(rate.perSecond()).isCloseTo(800, within(1e-6));
    }

    @Test
    void learnsNothingFromAnOutage() {
        interval(1000, 0.06);
        for (int i = 0; i < 50; i++) {
            now += TimeUnit.SECONDS.toNanos(10);
            tally = new SendTally(tally.good(), tally.bad() + 1);
            rate.judge(now, tally);
        }
        assertThat(rate.perSecond()).isCloseTo(800, within(1e-6));
    }

    @Test
    void judgesWholeIntervalsOnly() {
        now += TimeUnit.SECONDS.toNanos(10) - 1;
        rate.judge(now, new SendTally(0, 5000));
        assertThat(rate.perSecond()).isEqualTo(AdaptiveRate.NO_LIMIT);

        rate.judge(now + 1, new SendTally(0, 5000));

        assertThat(rate.perSecond()).isCloseTo(400, within(1e-6));
    }

    @Test
    void findsNoLimitBelowTheFloor() {
        interval(FLOOR, 1);
        assertThat(rate.perSecond()).isEqualTo(AdaptiveRate.NO_LIMIT);

        interval(1000, 1);
        interval(FLOOR, 1);
        interval(FLOOR, 1);

        assertThat(rate.perSecond()).isCloseTo(512, within(1e-6));
    }

    private void interval(int perSecond, double badShare) {
        now += TimeUnit.SECONDS.toNanos(10);
        long attempts = perSecond * 10L;
        long bad = Math.round(attempts * badShare);
        tally = new SendTally(tally.good() + attempts - bad, tally.bad() + bad);
        rate.judge(now, tally);
    }

    private AdaptiveRate adaptive(int ceiling) {
        return new AdaptiveRate(Duration.ofSeconds(10), FLOOR, ceiling, now);
    }
}
