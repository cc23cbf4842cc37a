package io.fleetstream.jobs.anomaly.domain.presence;

import io.fleetstream.jobs.anomaly.domain.presence.GroupMembers.Kind;
import java.util.function.Consumer;

/**
 * Makes one incident of many devices of a group that go offline together: as many as the settings
 * say within the grace, or any number behind a parent (their gateway) that is offline itself. Who
 * goes alone is told of when the grace is over, or at once if it comes back before: nothing that
 * began is left without an end. When an incident is over, those still offline have the grace to
 * follow before they are told of. Stateless itself.
 *
 * <p>Who went while the parent was offline is behind it, even where that comes to be known only
 * after the parent's return, if not too late.
 */
public final class GroupMachine {
    private static final long NEVER = Long.MAX_VALUE;

    private final GroupSpec spec;
    private final long lateness;

    /**
     * A machine for every group with these settings.
     *
     * @param lateness how long after it happened that a device went offline may come to be known,
     *     in milliseconds
     */
    public GroupMachine(GroupSpec spec, long lateness) {
        this.spec = spec;
        this.lateness = lateness;
    }

    /** A device of the group went offline. */
    public void offline(GroupState state, String device, long time, Consumer<GroupStep> out) {
        advance(state, time, out);
        if (state.knows(device)) {
            return;
        }
        if (state.isClosed() || state.wasBehindParent(time)) {
            state.put(Kind.COVERED, device, time);
            return;
        }
        if (state.incidentSince != GroupState.NONE) {
            state.put(Kind.COUNTED, device, time);
            state.changedAt = time;
            raise(state, time, out);
            return;
        }
        state.put(Kind.WAITING, device, time);
        if (state.size(Kind.WAITING) >= spec.devices()) {
            begin(state, time, out);
        } else {
            advance(state, time, out);
        }
    }

    /** A device of the group came back. */
    public void online(GroupState state, String device, long time, Consumer<GroupStep> out) {
        advance(state, time, out);
        Long waited = state.take(Kind.WAITING, device);
        if (waited != null) {
            out.accept(step(GroupStep.Kind.OFFLINE, device, waited, waited));
            out.accept(step(GroupStep.Kind.ONLINE, device, time, waited));
            return;
        }
        Long told = state.take(Kind.TOLD, device);
        if (told != null) {
            out.accept(step(GroupStep.Kind.ONLINE, device, time, told));
            return;
        }
        if (state.take(Kind.COVERED, device) != null || state.take(Kind.COUNTED, device) == null) {
            return;
        }
        state.changedAt = time;
        // half of what makes an incident ends it, lest it begins and ends with every device
        if (state.parentOffline == GroupState.NONE
                && state.size(Kind.COUNTED) <= spec.devices() / 2) {
            end(state, time, out);
        }
    }

    /** What all devices of the group depend on went offline. */
    public void parentOffline(GroupState state, long time, Consumer<GroupStep> out) {
        advance(state, time, out);
        if (state.parentOffline != GroupState.NONE || state.isClosed()) {
            return;
        }
        state.forgetParent();
        state.parentOffline = time;
        if (state.incidentSince == GroupState.NONE) {
            begin(state, time, out);
        }
    }

    /** It came back. */
    public void parentOnline(GroupState state, long time, Consumer<GroupStep> out) {
        advance(state, time, out);
        if (state.parentOffline != GroupState.NONE) {
            state.parentGone = state.parentOffline;
            state.parentBack = time;
            state.parentOffline = GroupState.NONE;
            end(state, time, out);
            forgetParent(state, time);
        }
    }

    /** The rule is gone: an incident is over, and nobody is told of any more who was not. */
    public void close(GroupState state, long time, Consumer<GroupStep> out) {
        if (state.incidentSince != GroupState.NONE) {
            end(state, time, out);
        }
        state.moveAll(Kind.WAITING, Kind.COVERED);
        state.parentOffline = GroupState.NONE;
        state.forgetParent();
        state.close();
    }

    /**
     * There is no such group any more: an incident is over, and whoever was not told of is told of
     * now. Nothing is left.
     */
    public void dissolve(GroupState state, long time, Consumer<GroupStep> out) {
        if (state.incidentSince != GroupState.NONE) {
            end(state, time, out);
        }
        state.moveAll(Kind.WAITING, Kind.COVERED);
        state.all(Kind.COVERED)
                .forEach(
                        (device, since) -> {
                            state.take(Kind.COVERED, device);
                            tell(state, device, since, out);
                        });
        state.all(Kind.TOLD).keySet().forEach(device -> state.take(Kind.TOLD, device));
        state.parentOffline = GroupState.NONE;
        state.forgetParent();
    }

    /** There is a rule again: who still waits to be told of has the grace to follow. */
    public void reopen(GroupState state, long time) {
        if (state.isClosed()) {
            state.coveredUntil = time + spec.grace();
        }
    }

    /** What falls due until that time, inclusively, happens. */
    public void advance(GroupState state, long time, Consumer<GroupStep> out) {
        state.all(Kind.WAITING)
                .forEach(
                        (device, since) -> {
                            if (since + spec.grace() <= time) {
                                state.take(Kind.WAITING, device);
                                tell(state, device, since, out);
                            }
                        });
        if (state.size(Kind.COVERED) > 0 && state.coveredUntil <= time) {
            state.all(Kind.COVERED)
                    .forEach(
                            (device, since) -> {
                                state.take(Kind.COVERED, device);
                                tell(state, device, since, out);
                            });
        }
        forgetParent(state, time);
        long due = countDue(state);
        if (due <= time) {
            state.toldAt = due;
            state.toldCount = state.size(Kind.COUNTED);
            out.accept(incident(state, GroupStep.Kind.COUNT, due));
        }
    }

    /** When something happens if nothing comes; {@link Long#MAX_VALUE} if nothing does. */
    public long due(GroupState state) {
        long due = countDue(state);
        if (state.size(Kind.COVERED) > 0) {
            due = Math.min(due, state.coveredUntil);
        }
        if (state.parentBack != GroupState.NONE) {
            due = Math.min(due, state.parentBack + lateness);
        }
        for (long since : state.all(Kind.WAITING).values()) {
            due = Math.min(due, since + spec.grace());
        }
        return due;
    }

    /** Nobody comes any more who was behind it. */
    private void forgetParent(GroupState state, long time) {
        if (state.parentBack != GroupState.NONE && state.parentBack + lateness <= time) {
            state.forgetParent();
        }
    }

    private long countDue(GroupState state) {
        boolean changed = state.raised && state.toldCount != state.size(Kind.COUNTED);
        return changed ? Math.max(state.changedAt, state.toldAt + spec.tellEvery()) : NEVER;
    }

    private static void tell(GroupState state, String device, long since, Consumer<GroupStep> out) {
        state.put(Kind.TOLD, device, since);
        out.accept(step(GroupStep.Kind.OFFLINE, device, since, since));
    }

    private static void begin(GroupState state, long time, Consumer<GroupStep> out) {
        state.moveAll(Kind.WAITING, Kind.COUNTED);
        state.moveAll(Kind.COVERED, Kind.COUNTED);
        state.incidentSince = time;
        raise(state, time, out);
    }

    /** A parent that stands for nobody is told of by itself, and is no incident. */
    private static void raise(GroupState state, long time, Consumer<GroupStep> out) {
        if (!state.raised && state.size(Kind.COUNTED) > 0) {
            state.raised = true;
            state.toldAt = time;
            state.toldCount = state.size(Kind.COUNTED);
            out.accept(incident(state, GroupStep.Kind.INCIDENT, time));
        }
    }

    private void end(GroupState state, long time, Consumer<GroupStep> out) {
        if (state.raised) {
            out.accept(incident(state, GroupStep.Kind.OVER, time));
        }
        state.raised = false;
        state.incidentSince = GroupState.NONE;
        state.coveredUntil = time + spec.grace();
        state.moveAll(Kind.COUNTED, Kind.COVERED);
    }

    private static GroupStep step(GroupStep.Kind kind, String device, long time, long since) {
        return new GroupStep(kind, device, time, since, 0);
    }

    private static GroupStep incident(GroupState state, GroupStep.Kind kind, long time) {
        return new GroupStep(kind, "", time, state.incidentSince, state.size(Kind.COUNTED));
    }
}
