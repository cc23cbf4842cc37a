package io.fleetstream.jobs.anomaly.domain.presence;

import java.util.function.Consumer;

/**
 * Tells when a device goes offline and when it comes back. Stateless itself.
 *
 * <p>A message that arrives exactly at a deadline is in time. One that comes to hand later than the
 * timer of its own deadline brings the device back: whatever the order, an alarm that was raised is
 * cleared. What a device said counts from its first time until something newer comes from it.
 */
public final class PresenceMachine {
    private static final long NEVER = Long.MAX_VALUE;

    private final PresenceSpec spec;

    /** A machine for every device with these settings. */
    public PresenceMachine(PresenceSpec spec) {
        this.spec = spec;
    }

    /** A message of the device, or a value of the metric, arrived. */
    public void seen(PresenceState state, long time, Consumer<PresenceStep> out) {
        advance(state, time - 1, out);
        if (time > state.lastSeen) {
            learn(state, time - state.lastSeen);
        }
        if (time >= state.saidOffline) {
            state.saidOffline = PresenceState.NONE;
        }
        // after a word of being offline that is newer, a message that was on its way says nothing
        if (state.offline && state.saidOffline == PresenceState.NONE) {
            state.offline = false;
            out.accept(new PresenceStep(false, time, PresenceStep.Cause.MESSAGE, state.lastSeen));
        }
        state.lastSeen = Math.max(state.lastSeen, time);
    }

    /** The device, or its last will, said whether it is online. */
    public void said(PresenceState state, boolean online, long time, Consumer<PresenceStep> out) {
        if (online) {
            seen(state, time, out);
            return;
        }
        advance(state, time - 1, out);
        boolean stale = time < state.lastSeen;
        if (!stale && !state.offline && state.saidOffline == PresenceState.NONE) {
            state.saidOffline = time;
        }
    }

    /** What falls due until that time, inclusively, happens. */
    public void advance(PresenceState state, long time, Consumer<PresenceStep> out) {
        long due = due(state);
        if (due > time) {
            return;
        }
        boolean said = due == statusDue(state);
        state.offline = true;
        out.accept(
                new PresenceStep(
                        true,
                        due,
                        said ? PresenceStep.Cause.STATUS : PresenceStep.Cause.SILENCE,
                        state.lastSeen));
    }

    /** When it goes offline if nothing comes; {@link Long#MAX_VALUE} if it does not. */
    public long due(PresenceState state) {
        if (state.offline) {
            return NEVER;
        }
        long interval = interval(state);
        long silence =
                spec.times() == 0 || interval == 0
                        ? NEVER
                        : state.lastSeen + spec.times() * interval;
        return Math.min(statusDue(state), silence);
    }

    private long statusDue(PresenceState state) {
        boolean waits = state.saidOffline != PresenceState.NONE && spec.offlineAfter() >= 0;
        return waits ? state.saidOffline + spec.offlineAfter() : NEVER;
    }

    /** What is expected between two messages; 0 if nothing is. */
    private long interval(PresenceState state) {
        if (!spec.isLearning()) {
            return spec.interval();
        }
        long learned = state.learnedInterval();
        return learned == 0 ? 0 : Math.max(spec.least(), Math.min(spec.most(), learned));
    }

    /** An outage counts as long as it took to notice, so that a slower device is followed. */
    private void learn(PresenceState state, long gap) {
        if (!spec.isLearning()) {
            return;
        }
        if (state.learned == null) {
            state.learned = new LearnedInterval();
        }
        long interval = interval(state);
        state.learned.add(interval == 0 ? gap : Math.min(gap, spec.times() * interval));
    }
}
