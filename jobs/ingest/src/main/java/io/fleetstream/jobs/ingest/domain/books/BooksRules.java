package io.fleetstream.jobs.ingest.domain.books;

import io.fleetstream.jobs.ingest.state.HourRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the books of a device.
 *
 * <p>In every hour, at any time: received + replayed = stored + duplicated + rejected + parked.
 * Books are published with the message that changes them, unless they were less than half an
 * interval ago: then they are due an interval after they change, at the latest when their hour is
 * over. So a device that sends seldom needs nobody to look at it between its messages, and one that
 * sends often does not publish with each. Published books are closed if the hour is over and none
 * of its messages waits. What is counted into an hour after that opens another part of it, named by
 * another message.
 *
 * <p>Bounded: the current hour, hours with messages that wait, and {@value #MOST_OPEN} of others.
 */
public final class BooksRules {
    /** Hours in which no message waits that are kept open at most. */
    static final int MOST_OPEN = 4;

    private static final long HOUR = TimeUnit.HOURS.toMicros(1);

    private final long interval;

    /**
     * Rules of publication.
     *
     * @param intervalMicros how long a change may stay unpublished, in arrival time
     */
    public BooksRules(long intervalMicros) {
        this.interval = intervalMicros;
    }

    /**
     * The books with one message more. Not for a replayed message that was not stored: it is in the
     * books since it came first.
     *
     * @param arrival of the message, microseconds since the epoch
     * @param offset of the message
     */
    public List<HourRow> with(List<HourRow> hours, long arrival, long offset, Tally tally) {
        long hour = hourOf(arrival);
        int i = indexOf(hours, hour);
        if (i >= 0) {
            return replaced(hours, i, add(hours.get(i), arrival, tally));
        }
        List<HourRow> more = new ArrayList<>(hours);
        more.add(add(HourRow.opened(hour, offset), arrival, tally));
        return more;
    }

    /** When something has to be published or closed next; MAX_VALUE for never. */
    public static long dueAt(List<HourRow> hours) {
        long due = Long.MAX_VALUE;
        for (HourRow hour : hours) {
            if (hour.isDirty()) {
                due = Math.min(due, hour.dueAt());
            } else if (hour.parked() == 0) {
                due = Math.min(due, hour.hour() + HOUR);
            }
        }
        return due;
    }

    /** The books that are to be published at that arrival time. */
    public static List<HourRow> due(List<HourRow> hours, long now) {
        return hours.stream().filter(hour -> hour.isDirty() && hour.dueAt() <= now).toList();
    }

    /**
     * The books that are to be published with the message that changed them; null for none.
     *
     * @param arrival of the message, microseconds since the epoch
     */
    public HourRow dueWith(List<HourRow> hours, long arrival) {
        int i = indexOf(hours, hourOf(arrival));
        if (i < 0 || !hours.get(i).isDirty()) {
            return null;
        }
        return arrival - hours.get(i).publishedAt() >= interval / 2 ? hours.get(i) : null;
    }

    /** The books after {@link #dueWith} has been published. */
    public List<HourRow> publishedWith(List<HourRow> hours, long arrival) {
        int i = indexOf(hours, hourOf(arrival));
        return replaced(hours, i, hours.get(i).published(arrival));
    }

    /** The books after {@link #due} have been published. */
    public static List<HourRow> published(List<HourRow> hours, long now) {
        return hours.stream()
                .map(hour -> hour.dueAt() <= now ? hour.published(now) : hour)
                .filter(hour -> hour.isDirty() || hour.parked() > 0 || now < hour.hour() + HOUR)
                .toList();
    }

    /** Whether more hours are open than need be. */
    public static boolean crowded(List<HourRow> hours) {
        return hours.size() > MOST_OPEN && !surplus(hours).isEmpty();
    }

    /** Hours to publish and close early because there are too many of them: the first opened. */
    public static List<HourRow> surplus(List<HourRow> hours) {
        List<HourRow> closable = hours.stream().filter(hour -> hour.parked() == 0).toList();
        return closable.subList(0, Math.max(0, closable.size() - MOST_OPEN));
    }

    private static long hourOf(long arrival) {
        return Math.floorDiv(arrival, HOUR) * HOUR;
    }

    /** The last part of that hour; -1 for none. */
    private static int indexOf(List<HourRow> hours, long hour) {
        for (int i = hours.size() - 1; i >= 0; i--) {
            if (hours.get(i).hour() == hour) {
                return i;
            }
        }
        return -1;
    }

    private static List<HourRow> replaced(List<HourRow> hours, int i, HourRow after) {
        if (hours.size() == 1) {
            return List.of(after);
        }
        List<HourRow> changed = new ArrayList<>(hours);
        changed.set(i, after);
        return changed;
    }

    private HourRow add(HourRow hour, long arrival, Tally tally) {
        long end = hour.hour() + HOUR;
        // late decisions on an hour that is over are waited for together
        long due = arrival + interval > end && arrival < end ? end : arrival + interval;
        return new HourRow(
                hour.hour(),
                hour.part(),
                hour.received() + tally.received(),
                hour.stored() + tally.stored(),
                hour.duplicated() + tally.duplicated(),
                rejected(hour.rejected(), tally),
                hour.parked() + tally.parked(),
                hour.replayed() + tally.replayed(),
                hour.missing() + tally.missing(),
                hour.filled() + tally.filled(),
                hour.resets() + tally.resets(),
                hour.skewed() + tally.skewed(),
                Math.max(hour.updatedAt(), arrival),
                Math.min(hour.dueAt(), due),
                hour.publishedAt());
    }

    private static Map<String, Long> rejected(Map<String, Long> before, Tally tally) {
        if (tally.rejected() == null) {
            return before;
        }
        Map<String, Long> after = before == null ? new HashMap<>() : new HashMap<>(before);
        after.merge(tally.rejected().name(), 1L, Long::sum);
        return after;
    }
}
