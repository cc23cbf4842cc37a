package io.fleetstream.jobs.anomaly.domain.presence;

import io.fleetstream.jobs.anomaly.domain.bytes.ByteReader;
import io.fleetstream.jobs.anomaly.domain.bytes.ByteWriter;
import io.fleetstream.jobs.anomaly.domain.presence.GroupMembers.Kind;
import java.util.Map;
import java.util.TreeMap;

/** What is remembered of a group while any of its devices is offline. */
public final class GroupState {
    /** No time. */
    static final long NONE = Long.MIN_VALUE;

    private static final int WITHOUT_PARENTS_PAST = 1;
    private static final int VERSION = 2;

    /** End of the grace of those whose rule is gone. */
    private static final long NEVER = Long.MAX_VALUE;

    private final GroupMembers members;
    private final long[] sizes = new long[Kind.values().length];

    long parentOffline = NONE;
    long incidentSince = NONE;
    boolean raised;
    long toldCount;
    long toldAt = NONE;
    long changedAt = NONE;
    long coveredUntil = NONE;

    /** Since when, and until when, the parent was offline last. */
    long parentGone = NONE;

    long parentBack = NONE;

    /** A group of which everybody is there. */
    public GroupState(GroupMembers members) {
        this.members = members;
    }

    /** A group as it was stored, with the members stored beside it. */
    public static GroupState read(ByteReader in, GroupMembers members) {
        int version = in.get();
        if (version < WITHOUT_PARENTS_PAST || version > VERSION) {
            throw new IllegalStateException("state of a group has an unknown form");
        }
        GroupState state = new GroupState(members);
        for (int kind = 0; kind < state.sizes.length; kind++) {
            state.sizes[kind] = in.getUnsigned();
        }
        state.parentOffline = in.getSigned();
        state.incidentSince = in.getSigned();
        state.raised = in.get() == 1;
        state.toldCount = in.getUnsigned();
        state.toldAt = in.getSigned();
        state.changedAt = in.getSigned();
        state.coveredUntil = in.getSigned();
        if (version > WITHOUT_PARENTS_PAST) {
            state.parentGone = in.getSigned();
            state.parentBack = in.getSigned();
        }
        return state;
    }

    /** Appends all but the members. */
    public void write(ByteWriter out) {
        out.put(VERSION);
        for (long size : sizes) {
            out.putUnsigned(size);
        }
        out.putSigned(parentOffline).putSigned(incidentSince).put(raised ? 1 : 0);
        out.putUnsigned(toldCount).putSigned(toldAt).putSigned(changedAt);
        out.putSigned(coveredUntil).putSigned(parentGone).putSigned(parentBack);
    }

    /** Whether nothing is to be remembered. */
    public boolean isBlank() {
        for (long size : sizes) {
            if (size > 0) {
                return false;
            }
        }
        return parentOffline == NONE && incidentSince == NONE && parentBack == NONE;
    }

    /** Whether the rule is gone: whoever was not told of is not told of any more. */
    public boolean isClosed() {
        return coveredUntil == NEVER;
    }

    void close() {
        coveredUntil = NEVER;
    }

    /** Whether the parent, which is back, was offline at that time. */
    boolean wasBehindParent(long time) {
        return parentBack != NONE && parentGone <= time && time < parentBack;
    }

    void forgetParent() {
        parentGone = NONE;
        parentBack = NONE;
    }

    /** Whether a device was told of by itself. */
    public boolean isTold(String device) {
        return members.get(Kind.TOLD, device) != null;
    }

    /** Whether a device has an alarm, told or not. */
    public boolean knows(String device) {
        for (Kind kind : Kind.values()) {
            if (members.get(kind, device) != null) {
                return true;
            }
        }
        return false;
    }

    long size(Kind kind) {
        return sizes[index(kind)];
    }

    void put(Kind kind, String device, long since) {
        members.put(kind, device, since);
        sizes[index(kind)]++;
    }

    /** Since when it was; null if it was not there. */
    Long take(Kind kind, String device) {
        Long since = size(kind) == 0 ? null : members.get(kind, device);
        if (since != null) {
            members.remove(kind, device);
            sizes[index(kind)]--;
        }
        return since;
    }

    /** Those of a kind, in an order that does not depend on where they are kept. */
    Map<String, Long> all(Kind kind) {
        Map<String, Long> all = new TreeMap<>();
        if (size(kind) > 0) {
            members.forEach(kind, all::put);
        }
        return all;
    }

    void moveAll(Kind from, Kind to) {
        all(from)
                .forEach(
                        (device, since) -> {
                            take(from, device);
                            put(to, device, since);
                        });
    }

    /** The order of the form, which stays although the enum may change. */
    private static int index(Kind kind) {
        return switch (kind) {
            case WAITING -> 0;
            case TOLD -> 1;
            case COUNTED -> 2;
            case COVERED -> 3;
        };
    }
}
