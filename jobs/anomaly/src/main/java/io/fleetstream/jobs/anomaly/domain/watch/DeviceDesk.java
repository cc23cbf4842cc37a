package io.fleetstream.jobs.anomaly.domain.watch;

import io.fleetstream.jobs.anomaly.domain.presence.Stagger;
import java.util.Collections;
import java.util.function.LongConsumer;

/**
 * Where everything about a device comes in, and is put in order before it is judged. Stateless
 * itself; for one thread.
 *
 * <p>A reading waits until the device has sent one that was measured a bound later, or the bound
 * has passed since its arrival, and is judged after all that were measured before it. What comes
 * later than that is late, and changes nothing. What falls due without a reading does so when
 * arrival time has got there, allowing for the bound and for how long the last reading travelled: a
 * device that sends hours of backlog has the clock of its backlog. All of this depends on arrival
 * times alone, not on when somebody looks.
 */
public final class DeviceDesk {
    /** The most readings of a device that wait; the first ones are judged early beyond that. */
    public static final int MOST_WAITING = 1000;

    private static final long NEVER = Long.MAX_VALUE;

    private final Bounds bounds;
    private final Judge judge;

    /**
     * A desk with one bound for all devices.
     *
     * @param bound how far readings may be out of order, in milliseconds
     */
    public DeviceDesk(RuleBook rules, Cohorts cohorts, Shadows shadows, long bound) {
        this(rules, cohorts, shadows, card -> bound);
    }

    /** A desk. */
    public DeviceDesk(RuleBook rules, Cohorts cohorts, Shadows shadows, Bounds bounds) {
        this.bounds = bounds;
        this.judge = new Judge(rules, cohorts, shadows);
    }

    /** A reading arrived. */
    public void take(String device, DeviceCard card, Sample sample, DeskOutput out) {
        arrive(device, card, sample.arrival() - 1, out);
        judge.seen(device, card, sample, out);
        if (!judge.concerns(sample)) {
            judge.refresh(device, card, sample.time(), out);
        } else if (!enter(card, sample, out)) {
            return;
        }
        card.greatest = Math.max(card.greatest, sample.time());
        judgeUntil(device, card, card.greatest - bound(card), out);
        while (card.waiting.size() > MOST_WAITING) {
            judgeFirst(device, card, out);
        }
    }

    /** Lets a reading wait for those before it. Returns whether it was neither late nor known. */
    private static boolean enter(DeviceCard card, Sample sample, DeskOutput out) {
        int place = Collections.binarySearch(card.waiting, sample);
        boolean again = place >= 0 || (card.judged != null && sample.compareTo(card.judged) == 0);
        if (again) {
            out.repeated(sample);
            return false;
        }
        if (isLate(card, sample)) {
            out.late(sample);
            return false;
        }
        card.waiting.add(-place - 1, sample);
        return true;
    }

    /** Somebody asks something. Its time says nothing of how far arrival time has got. */
    public void take(String device, DeviceCard card, Order order, DeskOutput out) {
        int place = 0;
        while (place < card.orders.size() && card.orders.get(place).time() <= order.time()) {
            place++;
        }
        card.orders.add(place, order);
        if (card.greatest != DeviceCard.NONE) {
            judgeUntil(device, card, card.greatest - bound(card), out);
        }
    }

    /** The device, or its last will, said whether it is online. */
    public void said(String device, DeviceCard card, boolean online, long arrival, DeskOutput out) {
        arrive(device, card, arrival - 1, out);
        judge.said(device, card, online, arrival, out);
    }

    /** The device is no more: its alarms are over. The card is of no use after that. */
    public void forget(DeviceCard card, DeskOutput out) {
        judge.closeAll(card, out);
    }

    /** Something new is said of the device. */
    public void describe(DeviceCard card, Attributes attributes) {
        card.said = AttributesEntry.of(attributes);
    }

    /** Arrival time has got that far: what falls due until then, inclusively, happens. */
    public void arrive(String device, DeviceCard card, long arrival, DeskOutput out) {
        long due = due(card);
        while (due <= arrival) {
            happen(device, card, due, out);
            due = due(card);
        }
    }

    /** The arrival time at which something happens if nothing comes; the end of time if nothing. */
    public long due(DeviceCard card) {
        return Math.min(judge.presenceDue(card), dueBesidePresence(card));
    }

    private long dueBesidePresence(DeviceCard card) {
        long due = alarmDue(card);
        long bound = bound(card);
        for (Sample sample : card.waiting) {
            due = Math.min(due, sample.arrival() + bound);
        }
        if (!card.orders.isEmpty()) {
            due = Math.min(due, card.orders.get(0).time() + bound);
        }
        return due;
    }

    /**
     * Asks for the timers that are needed and not yet set. What falls due because nobody came, is
     * looked at on the ticks of the device, and a timer that was set for it stays where it is
     * although the device has come since: it is set anew when it fires.
     *
     * @param grain milliseconds between two ticks
     * @param timers sets a timer in arrival time
     */
    public void setTimers(String device, DeviceCard card, long grain, LongConsumer timers) {
        long due = dueBesidePresence(card);
        if (due != NEVER && (card.timer == DeviceCard.NONE || due < card.timer)) {
            card.timer = due;
            timers.accept(due);
        }
        long tick = Stagger.tick(judge.presenceDue(card), grain, device);
        if (tick != NEVER && (card.presenceTimer == DeviceCard.NONE || tick < card.presenceTimer)) {
            card.presenceTimer = tick;
            timers.accept(tick);
        }
    }

    /** A timer that was asked for has fired. */
    public void fired(String device, DeviceCard card, long time, DeskOutput out) {
        if (card.timer <= time) {
            card.timer = DeviceCard.NONE;
        }
        if (card.presenceTimer <= time) {
            card.presenceTimer = DeviceCard.NONE;
        }
        arrive(device, card, time, out);
    }

    private long bound(DeviceCard card) {
        return bounds.of(card);
    }

    private long alarmDue(DeviceCard card) {
        long time = judge.valueDue(card);
        long later = time == NEVER ? NEVER : time + card.lag + bound(card);
        return Math.min(later, judge.presenceAlarmDue(card));
    }

    private void happen(String device, DeviceCard card, long due, DeskOutput out) {
        Sample overdue = null;
        long bound = bound(card);
        for (Sample sample : card.waiting) {
            overdue = sample.arrival() + bound <= due ? sample : overdue;
        }
        if (overdue != null) {
            judgeUntil(device, card, overdue.time(), out);
        } else if (!card.orders.isEmpty() && card.orders.get(0).time() + bound <= due) {
            judgeUntil(device, card, card.orders.get(0).time(), out);
        } else if (judge.presenceDue(card) <= due || judge.presenceAlarmDue(card) <= due) {
            judge.advancePresence(device, card, due, out);
        } else {
            long time = judge.valueDue(card);
            judgeUntil(device, card, time, out);
            judge.advance(device, card, time, out);
            card.decided = Math.max(card.decided, time);
        }
    }

    /** Judges readings and obeys orders until that event time, inclusively, in order. */
    private void judgeUntil(String device, DeviceCard card, long time, DeskOutput out) {
        while (true) {
            long sample = card.waiting.isEmpty() ? NEVER : card.waiting.get(0).time();
            long order = card.orders.isEmpty() ? NEVER : card.orders.get(0).time();
            if (Math.min(sample, order) > time) {
                return;
            }
            if (order < sample) {
                judge.obey(device, card, card.orders.remove(0), out);
            } else {
                judgeFirst(device, card, out);
            }
        }
    }

    private void judgeFirst(String device, DeviceCard card, DeskOutput out) {
        Sample sample = card.waiting.remove(0);
        card.judged = sample.place();
        card.lag = Math.max(0, sample.arrival() - sample.time());
        judge.judge(device, card, sample, out);
    }

    private static boolean isLate(DeviceCard card, Sample sample) {
        return sample.time() < card.decided
                || (card.judged != null && sample.compareTo(card.judged) <= 0);
    }
}
