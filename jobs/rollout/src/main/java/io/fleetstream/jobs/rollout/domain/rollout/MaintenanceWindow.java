package io.fleetstream.jobs.rollout.domain.rollout;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * A time of the week, by the clock at the device, in which it may be told to update. A window whose
 * end is not after its start ends the next day.
 *
 * @param days on which it begins
 * @param from first minute
 * @param to first minute that does not belong to it
 */
public record MaintenanceWindow(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
    /** Takes a copy. */
    public MaintenanceWindow {
        days = Set.copyOf(days);
    }

    /** Whether a moment falls into the window at a device of that zone. */
    public boolean contains(long epochMs, ZoneId zone) {
        ZonedDateTime there = Instant.ofEpochMilli(epochMs).atZone(zone);
        LocalTime time = there.toLocalTime();
        DayOfWeek day = there.getDayOfWeek();
        if (to.isAfter(from)) {
            return days.contains(day) && !time.isBefore(from) && time.isBefore(to);
        }
        return (days.contains(day) && !time.isBefore(from))
                || (days.contains(day.minus(1)) && time.isBefore(to));
    }

    /** The first moment of the window at or after another, at a device of that zone. */
    public long next(long epochMs, ZoneId zone) {
        if (contains(epochMs, zone)) {
            return epochMs;
        }
        ZonedDateTime there = Instant.ofEpochMilli(epochMs).atZone(zone);
        for (int ahead = 0; ahead <= DayOfWeek.values().length; ahead++) {
            ZonedDateTime start = there.toLocalDate().plusDays(ahead).atTime(from).atZone(zone);
            // The clock may jump over the time of day: then the window begins where it lands.
            if (days.contains(start.getDayOfWeek()) && !start.isBefore(there)) {
                return start.toInstant().toEpochMilli();
            }
        }
        throw new IllegalStateException("a window on no day");
    }
}
