package io.fleetstream.jobs.anomaly.domain.alarm;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

/**
 * A span of some days of the week.
 *
 * @param days the days on which it begins
 * @param from when it begins
 * @param to when it is over; on the next day if not after {@code from}
 */
public record ScheduleWindow(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
    public ScheduleWindow {
        days = Set.copyOf(days);
        if (days.isEmpty()) {
            throw new IllegalArgumentException("a window needs a day");
        }
    }

    boolean isOn(LocalDate day) {
        return days.contains(day.getDayOfWeek());
    }

    long start(LocalDate day, ZoneId zone) {
        return day.atTime(from).atZone(zone).toInstant().toEpochMilli();
    }

    long end(LocalDate day, ZoneId zone) {
        LocalDate last = to.isAfter(from) ? day : day.plusDays(1);
        return last.atTime(to).atZone(zone).toInstant().toEpochMilli();
    }
}
