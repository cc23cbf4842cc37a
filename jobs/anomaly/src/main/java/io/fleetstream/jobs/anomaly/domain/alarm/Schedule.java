package io.fleetstream.jobs.anomaly.domain.alarm;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * The times of a week at which an alarm may be raised, on the clock of a zone. Windows begin and
 * end as that clock shows, so that a day with a change of summer time is shorter or longer; what
 * begins in an hour that is left out begins when that hour would have ended.
 *
 * @param windows when; empty for always
 */
public record Schedule(List<ScheduleWindow> windows) {
    /** No restriction. */
    public static final Schedule ALWAYS = new Schedule(List.of());

    /** The most windows of one schedule. */
    public static final int MOST_WINDOWS = 50;

    private static final int DAYS_AHEAD = 8;

    public Schedule {
        windows = List.copyOf(windows);
        if (windows.size() > MOST_WINDOWS) {
            throw new IllegalArgumentException("at most " + MOST_WINDOWS + " windows");
        }
    }

    /** Whether there is no restriction. */
    public boolean isAlways() {
        return windows.isEmpty();
    }

    /** Whether that time, in epoch milliseconds, lies in a window. */
    public boolean isActive(long time, ZoneId zone) {
        if (windows.isEmpty()) {
            return true;
        }
        LocalDate day = dayOf(time, zone);
        for (ScheduleWindow window : windows) {
            // one that began yesterday may go on over midnight
            for (LocalDate first : List.of(day.minusDays(1), day)) {
                if (window.isOn(first)
                        && window.start(first, zone) <= time
                        && time < window.end(first, zone)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * The first time after that one, in epoch milliseconds, at which a window begins or ends;
     * {@link Long#MAX_VALUE} if there is none.
     */
    public long nextChange(long time, ZoneId zone) {
        if (windows.isEmpty()) {
            return Long.MAX_VALUE;
        }
        long next = Long.MAX_VALUE;
        LocalDate today = dayOf(time, zone);
        for (int ahead = -1; ahead <= DAYS_AHEAD; ahead++) {
            LocalDate day = today.plusDays(ahead);
            for (ScheduleWindow window : windows) {
                if (window.isOn(day)) {
                    next = earlierAfter(time, window.start(day, zone), next);
                    next = earlierAfter(time, window.end(day, zone), next);
                }
            }
            // a window of yesterday ends at the latest a day later
            if (next != Long.MAX_VALUE && ahead > 1) {
                break;
            }
        }
        return next;
    }

    private static long earlierAfter(long time, long candidate, long next) {
        return candidate > time ? Math.min(candidate, next) : next;
    }

    private static LocalDate dayOf(long time, ZoneId zone) {
        return Instant.ofEpochMilli(time).atZone(zone).toLocalDate();
    }
}
