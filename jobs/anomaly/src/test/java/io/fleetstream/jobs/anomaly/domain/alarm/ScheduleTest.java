package io.fleetstream.jobs.anomaly.domain.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");
    private static final Schedule WORK =
            schedule(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), "08:00", "18:00");
    private static final Schedule NIGHT = schedule(EnumSet.of(DayOfWeek.FRIDAY), "22:00", "06:00");

    @ParameterizedTest
    @CsvSource({
        "2026-07-03T07:59:59, false", "2026-07-03T08:00, true", "2026-07-03T17:59:59, true",
        "2026-07-03T18:00, false", "2026-07-04T12:00, false", "2026-07-06T12:00, true"
    })
    void isActiveInTheHoursOfTheZone(LocalDateTime time, boolean active) {
        assertThat(WORK.isActive(millis(time), VIENNA)).isEqualTo(active);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-07-03T21:59, false",
        "2026-07-03T23:00, true",
        "2026-07-04T05:59, true",
        "2026-07-04T06:00, false",
        "2026-07-04T23:00, false"
    })
    void goesOnOverMidnight(LocalDateTime time, boolean active) {
        assertThat(NIGHT.isActive(millis(time), VIENNA)).isEqualTo(active);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-07-03T07:00, 2026-07-03T08:00", "2026-07-03T08:00, 2026-07-03T18:00",
        "2026-07-03T18:00, 2026-07-06T08:00", "2026-07-05T00:00, 2026-07-06T08:00"
    })
    void knowsTheNextChange(LocalDateTime time, LocalDateTime next) {
        assertThat(WORK.nextChange(millis(time), VIENNA)).isEqualTo(millis(next));
    }

    @Test
    void knowsTheEndOfAWindowOfYesterday() {
        assertThat(NIGHT.nextChange(millis(LocalDateTime.parse("2026-07-04T01:00")), VIENNA))
                .isEqualTo(millis(LocalDateTime.parse("2026-07-04T06:00")));
        assertThat(NIGHT.nextChange(millis(LocalDateTime.parse("2026-07-04T06:00")), VIENNA))
                .isEqualTo(millis(LocalDateTime.parse("2026-07-10T22:00")));
    }

    @Test
    void followsSummerTime() {
        Schedule daily = schedule(EnumSet.allOf(DayOfWeek.class), "02:30", "08:00");
        long start = daily.nextChange(millis(LocalDateTime.parse("2026-03-29T00:00")), VIENNA);
        long end = daily.nextChange(start, VIENNA);
        // 02:30 does not exist on that day
        assertThat(start).isEqualTo(millis(LocalDateTime.parse("2026-03-29T03:30")));
        assertThat(end - start).isEqualTo(Duration.ofMinutes(270).toMillis());
    }

    @Test
    void isAlwaysActiveWithoutWindows() {
        assertThat(Schedule.ALWAYS.isActive(0, VIENNA)).isTrue();
        assertThat(Schedule.ALWAYS.nextChange(0, VIENNA)).isEqualTo(Long.MAX_VALUE);
    }

    private static Schedule schedule(EnumSet<DayOfWeek> days, String from, String to) {
        return new Schedule(
                List.of(new ScheduleWindow(days, LocalTime.parse(from), LocalTime.parse(to))));
    }

    private static long millis(LocalDateTime time) {
        return time.atZone(VIENNA).toInstant().toEpochMilli();
    }
}
