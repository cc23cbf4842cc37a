package io.fleetstream.jobs.rollout.domain.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MaintenanceWindowTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final MaintenanceWindow NIGHTS =
            new MaintenanceWindow(
                    EnumSet.allOf(DayOfWeek.class), LocalTime.of(2, 0), LocalTime.of(5, 0));

    @Test
    void goesByTheClockAtTheDevice() {
        // 02:30 in Berlin is 10:30 in Tokyo
        assertThat(NIGHTS.contains(ms("2026-11-21T01:30:00Z"), BERLIN)).isTrue();
        assertThat(NIGHTS.contains(ms("2026-11-21T01:30:00Z"), TOKYO)).isFalse();
        assertThat(NIGHTS.contains(ms("2026-11-21T04:00:00Z"), BERLIN)).isFalse();
    }

    @Test
    void goesOnAfterMidnight() {
        MaintenanceWindow late =
                new MaintenanceWindow(
                        Set.of(DayOfWeek.SATURDAY), LocalTime.of(22, 0), LocalTime.of(4, 0));

        assertThat(late.contains(ms("2026-11-21T22:00:00+01:00"), BERLIN)).isTrue();
        assertThat(late.contains(ms("2026-11-22T03:59:00+01:00"), BERLIN)).isTrue();
        assertThat(late.contains(ms("2026-11-22T22:00:00+01:00"), BERLIN)).isFalse();
        assertThat(late.contains(ms("2026-11-21T03:00:00+01:00"), BERLIN)).isFalse();
    }

    @Test
    void findsTheNextBeginning() {
        assertThat(NIGHTS.next(ms("2026-11-21T03:00:00+01:00"), BERLIN))
                .isEqualTo(ms("2026-11-21T03:00:00+01:00"));
        assertThat(NIGHTS.next(ms("2026-11-21T05:00:00+01:00"), BERLIN))
                .isEqualTo(ms("2026-11-22T02:00:00+01:00"));
    }

    @Test
    void beginsWhereTheClockLandsThatJumpsOverIt() {
        MaintenanceWindow gap =
                new MaintenanceWindow(
                        EnumSet.allOf(DayOfWeek.class), LocalTime.of(2, 30), LocalTime.of(4, 0));

        // Berlin goes from 02:00 to 03:00 on 29 March 2026.
        assertThat(gap.next(ms("2026-03-29T01:00:00+01:00"), BERLIN))
                .isEqualTo(ms("2026-03-29T03:30:00+02:00"));
    }

    private static long ms(String time) {
        return java.time.OffsetDateTime.parse(time).toInstant().toEpochMilli();
    }

    @Test
    void knowsDaysOfTheWeek() {
        MaintenanceWindow sundays =
                new MaintenanceWindow(
                        Set.of(DayOfWeek.SUNDAY), LocalTime.of(2, 0), LocalTime.of(5, 0));

        assertThat(Instant.ofEpochMilli(sundays.next(ms("2026-11-18T12:00:00Z"), BERLIN)))
                .isEqualTo(Instant.parse("2026-11-22T01:00:00Z"));
    }
}
