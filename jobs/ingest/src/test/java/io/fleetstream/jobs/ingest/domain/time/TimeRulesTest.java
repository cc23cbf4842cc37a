package io.fleetstream.jobs.ingest.domain.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.jobs.ingest.domain.ParsedMetric;
import io.fleetstream.jobs.ingest.domain.ParsedReading;
import io.fleetstream.jobs.ingest.domain.RejectedException;
import io.fleetstream.schemas.LatePolicy;
import io.fleetstream.schemas.ReadingFlag;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.TimeSource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeRulesTest {
    private static final long SECOND = 1_000_000;
    private static final long DAY = 86_400 * SECOND;
    private static final long NOW = micros("2026-03-01T00:10:40Z");
    private static final TimeSettings BOUNDS = settings(TimeSettings.NEVER_LATE, LatePolicy.KEEP);

    @ParameterizedTest
    @CsvSource({
        "600000000, ",
        "600000001, IN_FUTURE",
        "601000000, IN_FUTURE",
        "-604800000000, ",
        "-604800000001, TOO_OLD",
        "-604801000000, TOO_OLD",
    })
    void acceptsWhatLiesWithinTheBounds(long offset, ReasonCode refused) throws RejectedException {
        if (refused == null) {
            assertThat(timing(NOW + offset, NOW, BOUNDS).eventTime()).isEqualTo(NOW + offset);
        } else {
            assertRefused(NOW + offset, BOUNDS, refused);
        }
    }

    @Test
    void boundsAreLookedAtAfterTheClock() throws RejectedException {
        ClockView clock = new ClockView(-30 * DAY, true);
        Timing timing = TimeRules.timing(reading(NOW - 30 * DAY), 0, NOW, clock, BOUNDS);

        assertThat(timing)
                .isEqualTo(
                        new Timing(
                                NOW, TimeSource.CORRECTED, -30 * DAY, List.of(ReadingFlag.SKEWED)));
        assertThatThrownBy(
                        () ->
                                TimeRules.timing(
                                        reading(NOW - 30 * DAY),
                                        0,
                                        NOW,
                                        new ClockView(-30 * DAY, false),
                                        BOUNDS))
                .isInstanceOf(RejectedException.class);
    }

    /** The vectors of Azure Stream Analytics: late arrival tolerance of fifteen seconds. */
    @ParameterizedTest
    @CsvSource({
        "2026-03-01T00:10:00Z, 2026-03-01T00:10:40Z, 2026-03-01T00:10:25Z, LATE_CORRECTED",
        "2026-03-01T00:10:30Z, 2026-03-01T00:10:41Z, 2026-03-01T00:10:30Z, ",
        "2026-03-01T00:10:25Z, 2026-03-01T00:10:40Z, 2026-03-01T00:10:25Z, ",
    })
    void adjustsLateReadingsAsAzureDoes(
            String event, String arrival, String stored, ReadingFlag flag)
            throws RejectedException {
        Timing timing =
                timing(micros(event), micros(arrival), settings(15 * SECOND, LatePolicy.ADJUST));

        assertThat(timing.eventTime()).isEqualTo(micros(stored));
        assertThat(timing.flags()).isEqualTo(flag == null ? List.of() : List.of(flag));
    }

    @Test
    void keepsOrDropsLateReadingsWhereTheModelSaysSo() throws RejectedException {
        long late = NOW - 16 * SECOND;
        Timing kept = timing(late, NOW, settings(15 * SECOND, LatePolicy.KEEP));

        assertThat(kept.eventTime()).isEqualTo(late);
        assertThat(kept.flags()).containsExactly(ReadingFlag.LATE);
        assertRefused(late, settings(15 * SECOND, LatePolicy.DROP), ReasonCode.LATE_DROPPED);
    }

    @Test
    void tellsLateReadingsOfOneMessageApart() throws RejectedException {
        TimeSettings settings = settings(15 * SECOND, LatePolicy.ADJUST);
        assertThat(
                        TimeRules.timing(reading(NOW - DAY), 3, NOW, ClockView.IN_SYNC, settings)
                                .eventTime())
                .isEqualTo(NOW - 15 * SECOND + 3);
    }

    @Test
    void withoutATimeArrivalStandsIn() throws RejectedException {
        assertThat(TimeRules.timing(reading(null), 2, NOW, ClockView.IN_SYNC, BOUNDS))
                .isEqualTo(
                        new Timing(
                                NOW + 2, TimeSource.ARRIVAL, null, List.of(ReadingFlag.NO_TIME)));
    }

    @Test
    void arrivalMayHaveAuthorityWhateverTheDeviceSays() throws RejectedException {
        assertThat(timing(5, NOW, BOUNDS.asByArrival()))
                .isEqualTo(new Timing(NOW, TimeSource.ARRIVAL, null, List.of()));
    }

    private static void assertRefused(long time, TimeSettings settings, ReasonCode reason) {
        assertThatThrownBy(() -> timing(time, NOW, settings))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static Timing timing(long time, long arrival, TimeSettings settings)
            throws RejectedException {
        return TimeRules.timing(reading(time), 0, arrival, ClockView.IN_SYNC, settings);
    }

    private static ParsedReading reading(Long time) {
        return new ParsedReading(1L, time, null, null, List.of(new ParsedMetric("a", 1, null)));
    }

    private static TimeSettings settings(long tolerance, LatePolicy policy) {
        return new TimeSettings(false, 7 * DAY, 600 * SECOND, tolerance, policy);
    }

    private static long micros(String time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time));
    }
}
