package io.fleetstream.jobs.ingest.domain.clock;

import io.fleetstream.jobs.ingest.state.ClockRow;

/**
 * Tells a clock that is steadily wrong from messages that were buffered on their way.
 *
 * <p>A message whose newest device time lies within the threshold of its arrival is in sync. The
 * first one that does not makes the clock suspect: it and those that follow are held until the rows
 * below decide, in this order, over all of them (d is device time minus arrival).
 *
 * <table>
 *   <caption>Rules, in this order</caption>
 *   <tr><th>#</th><th>message</th><th>clock</th></tr>
 *   <tr><td>1</td><td>within the threshold of the known offset, and nearer to it than to none</td>
 *       <td>as known; what is held came late from it</td></tr>
 *   <tr><td>2</td><td>in sync, and no offset known</td>
 *       <td>right; what is held keeps what it was</td></tr>
 *   <tr><td>3</td><td>d vary by more than the spread</td>
 *       <td>not steady: refuted, for instance a backlog sent at once</td></tr>
 *   <tr><td>4</td><td>enough samples, ahead of arrival by more than the threshold</td>
 *       <td>known: nothing can be buffered into the future</td></tr>
 *   <tr><td>5</td><td>enough samples, arrived over twice the spread</td><td>known</td></tr>
 *   <tr><td>6</td><td>64 samples in less time</td>
 *       <td>known if they arrived over at least half the time they were sent in, else refuted</td>
 *   </tr>
 *   <tr><td>7</td><td>held for too long (a timer, {@link #refuted})</td><td>refuted</td></tr>
 * </table>
 *
 * <p>An offset that becomes known within the threshold means that the clock has been set right, and
 * so does being held for too long in sync: a message of a wrong clock that was delayed by just its
 * offset looks in sync too, but those before and after it do not.
 *
 * <p>Refuted, messages out of sync pass as they are, and a window of the last samples goes on
 * looking: a device that sends too seldom to be held for is known after its fifth message. The
 * offset is that of the sample with the least delay. A known one follows a drift; a jump makes the
 * clock suspect again, and while it is, the known offset stands. A constant delay beyond the
 * threshold cannot be told from a clock that is slow.
 */
public final class ClockRules {
    /** Messages held at most. */
    public static final int MOST_HELD = 64;

    private static final long[] NONE = new long[0];

    private final long threshold;
    private final int enough;
    private final long spread;
    private final long span;

    /** Rules by those settings. */
    public ClockRules(ClockSettings settings) {
        threshold = settings.thresholdMicros();
        enough = settings.samples();
        spread = settings.spreadMicros();
        span = settings.spanMicros();
    }

    /**
     * The verdict on a message.
     *
     * @param clock null for a device in sync
     * @param time newest device time in the message, microseconds since the epoch
     * @param arrival of the message, microseconds since the epoch
     */
    public ClockVerdict judge(ClockRow clock, long time, long arrival) {
        long difference = time - arrival;
        Long known = clock == null ? null : clock.offset();
        if (known != null && agrees(difference, known)) {
            return new ClockVerdict(false, known, followed(clock, time, arrival));
        }
        if (known == null && Math.abs(difference) <= threshold) {
            return new ClockVerdict(false, null, null);
        }
        return clock != null && clock.phase() == ClockRow.PASSING
                ? passing(clock, time, arrival)
                : suspected(clock, time, arrival);
    }

    /**
     * What to take from the times of a message that came back from the dead letters, and says
     * nothing new about the clock; null for nothing.
     *
     * @param time newest device time in the message; MIN_VALUE for none
     * @param arrival of the message when it came first
     */
    public Long offsetOf(ClockRow clock, long time, long arrival) {
        boolean itsClock =
                clock != null
                        && clock.offset() != null
                        && time != Long.MIN_VALUE
                        && Math.abs(time - arrival - clock.offset()) <= threshold;
        return itsClock ? clock.offset() : null;
    }

    /** The clock after messages were held for too long, or too many of them; null if right. */
    public ClockRow refuted(ClockRow clock) {
        return allInSync(clock.samples()) ? null : passing(clock);
    }

    private ClockRow passing(ClockRow clock) {
        return new ClockRow(
                clock.offset(), ClockRow.PASSING, Samples.last(clock.samples(), enough));
    }

    /** Within the threshold of the known offset, and nearer to it than to none at all. */
    private boolean agrees(long difference, long known) {
        long apart = Math.abs(difference - known);
        return apart <= threshold && apart < Math.abs(difference);
    }

    private ClockRow followed(ClockRow clock, long time, long arrival) {
        long[] before = clock.phase() == ClockRow.KNOWN ? clock.samples() : NONE;
        long[] samples = spaced(before, time, arrival);
        if (samples == before) {
            return clock;
        }
        boolean drifted =
                steadyOverTime(samples)
                        && Math.abs(Samples.offset(samples) - clock.offset()) > spread;
        Long offset = drifted ? Long.valueOf(Samples.offset(samples)) : clock.offset();
        return new ClockRow(offset, ClockRow.KNOWN, samples);
    }

    private ClockVerdict passing(ClockRow clock, long time, long arrival) {
        long[] samples = spaced(clock.samples(), time, arrival);
        ClockRow after =
                steadyOverTime(samples)
                        ? rightOrKnown(samples)
                        : new ClockRow(clock.offset(), ClockRow.PASSING, samples);
        return new ClockVerdict(false, clock.offset(), after);
    }

    private ClockVerdict suspected(ClockRow clock, long time, long arrival) {
        boolean first = clock == null || clock.phase() != ClockRow.SUSPECT;
        long[] samples = Samples.with(first ? NONE : clock.samples(), time, arrival, MOST_HELD);
        ClockRow suspect =
                new ClockRow(clock == null ? null : clock.offset(), ClockRow.SUSPECT, samples);
        if (Samples.spread(samples) > spread) {
            return new ClockVerdict(false, suspect.offset(), passing(suspect));
        }
        if (Samples.count(samples) >= enough
                && (time - arrival > threshold || Samples.arrivalSpan(samples) >= span)) {
            return becameKnown(samples);
        }
        if (Samples.count(samples) < MOST_HELD) {
            return new ClockVerdict(true, null, suspect);
        }
        return Samples.arrivalSpan(samples) * 2 >= Samples.deviceSpan(samples)
                        && Samples.deviceSpan(samples) > 0
                ? becameKnown(samples)
                : new ClockVerdict(false, suspect.offset(), refuted(suspect));
    }

    private ClockVerdict becameKnown(long[] samples) {
        ClockRow clock = rightOrKnown(samples);
        return new ClockVerdict(false, clock == null ? null : clock.offset(), clock);
    }

    private ClockRow rightOrKnown(long[] samples) {
        return allInSync(samples) ? null : known(samples);
    }

    private boolean allInSync(long[] samples) {
        return Math.abs(Samples.offset(samples)) <= threshold && Samples.spread(samples) <= spread;
    }

    private ClockRow known(long[] samples) {
        return new ClockRow(Samples.offset(samples), ClockRow.KNOWN, Samples.last(samples, enough));
    }

    /** With one more, unless it came too soon after the last one to tell anything. */
    private long[] spaced(long[] samples, long time, long arrival) {
        boolean tooSoon =
                samples.length > 0 && arrival - Samples.lastArrival(samples) < span / (enough - 1);
        return tooSoon ? samples : Samples.with(samples, time, arrival, enough);
    }

    private boolean steadyOverTime(long[] samples) {
        return Samples.count(samples) >= enough
                && Samples.spread(samples) <= spread
                && Samples.arrivalSpan(samples) >= span;
    }
}
