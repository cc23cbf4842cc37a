package io.fleetstream.jobs.anomaly.domain.presence;

import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Makes one incident of many devices of a group that go offline together: as many as the settings
 * say within the grace, or any number behind a parent (their gateway) that is offline itself. Who
 * goes alone is told of when the grace is over, or at once if it comes back before: nothing that
 * began is left without an end. When an incident is over, those still offline have the grace to
 * follow before they are told of. Stateless itself; time never goes back.
 */
public final class GroupMachine {
    private static final long NEVER = Long.MAX_VALUE;

    private final GroupSpec spec;

    /** A machine for every group with these settings. */
    public GroupMachine(GroupSpec spec) {
        this.spec = spec;
    }

    /** A device of the group went offline. */
    public void offline(GroupState state, String device, long time, Consumer<GroupStep> out) {
        advance(state, time, out);
        if (state.told.containsKey(device)
                || state.counted.containsKey(device)
                || state.waiting.containsKey(device)) {
            return;
        }
        if (state.incidentSince != GroupState.NONE) {
            state.counted.put(device, time);
            state.changedAt = time;
            return;
        }
        state.waiting.put(device, new GroupState.Waiting(time, time + spec.grace(), false));
        if (state.waiting.size() >= spec.devices()) {
            begin(state, time, out);
        } else {
            advance(state, time, out);
        }
    }

    /** A device of the group came back. */
    public void online(GroupState state, String device, long time, Consumer<GroupStep> out) {
        advance(state, time, out);
        GroupState.Waiting waited = state.waiting.remove(device);
        if (waited != null) {
            if (!waited.covered()) {
                out.accept(step(GroupStep.Kind.OFFLINE, device, waited.since(), waited.since()));
                out.accept(step(GroupStep.Kind.ONLINE, device, time, waited.since()));
            }
            return;
        }
        Long since = state.told.remove(device);
        if (since != null) {
            out.accept(step(GroupStep.Kind.ONLINE, device, time, since));
            return;
        }
        boolean counted = state.counted.remove(device) != null;
        if (counted) {
            state.changedAt = time;
        }
        // half of what makes an incident ends it, lest it begins and ends with every device
        if (counted
                && state.parentOffline == GroupState.NONE
                && state.counted.size() <= spec.devices() / 2) {
            end(state, time, out);
        }
    }

    /** What all devices of the group depend on went offline. */
    public void parentOffline(GroupState state, long time, Consumer<GroupStep> out) {
        advance(state, time, out);
        if (state.parentOffline != GroupState.NONE) {
            return;
        }
        state.parentOffline = time;
        if (state.incidentSince == GroupState.NONE) {
            begin(state, time, out);
        }
    }

    /** It came back. */
    public void parentOnline(GroupState state, long time, Consumer<GroupStep> out) {
        advance(state, time, out);
        if (state.parentOffline != GroupState.NONE) {
            state.parentOffline = GroupState.NONE;
            end(state, time, out);
        }
    }

    /** What falls due until that time, inclusively, happens. */
    public void advance(GroupState state, long time, Consumer<GroupStep> out) {
        Iterator<Map.Entry<String, GroupState.Waiting>> all = state.waiting.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<String, GroupState.Waiting> one = all.next();
            // read before it is removed: a tree puts another one into its place
            String device = one.getKey();
            long since = one.getValue().since();
            if (one.getValue().until() <= time) {
                all.remove();
                state.told.put(device, since);
                out.accept(step(GroupStep.Kind.OFFLINE, device, since, since));
            }
        }
        if (countDue(state) <= time) {
            state.toldAt = countDue(state);
            state.toldCount = state.counted.size();
            out.accept(incident(state, GroupStep.Kind.COUNT, state.toldAt));
        }
    }

    /** When something happens if nothing comes; {@link Long#MAX_VALUE} if nothing does. */
    public long due(GroupState state) {
        long due = countDue(state);
        for (GroupState.Waiting waiting : state.waiting.values()) {
            due = Math.min(due, waiting.until());
        }
        return due;
    }

    private long countDue(GroupState state) {
        boolean changed =
                state.incidentSince != GroupState.NONE && state.toldCount != state.counted.size();
        return changed ? Math.max(state.changedAt, state.toldAt + spec.tellEvery()) : NEVER;
    }

    private static void begin(GroupState state, long time, Consumer<GroupStep> out) {
        state.waiting.forEach((device, waiting) -> state.counted.put(device, waiting.since()));
        state.waiting.clear();
        state.incidentSince = time;
        state.toldAt = time;
        state.toldCount = state.counted.size();
        out.accept(incident(state, GroupStep.Kind.INCIDENT, time));
    }

    private void end(GroupState state, long time, Consumer<GroupStep> out) {
        out.accept(incident(state, GroupStep.Kind.OVER, time));
        state.incidentSince = GroupState.NONE;
        state.toldCount = 0;
        state.counted.forEach(
                (device, since) ->
                        state.waiting.put(
                                device, new GroupState.Waiting(since, time + spec.grace(), true)));
        state.counted.clear();
    }

    private static GroupStep step(GroupStep.Kind kind, String device, long time, long since) {
        return new GroupStep(kind, device, time, since, 0);
    }

    private static GroupStep incident(GroupState state, GroupStep.Kind kind, long time) {
        return new GroupStep(kind, "", time, state.incidentSince, state.counted.size());
    }
}
