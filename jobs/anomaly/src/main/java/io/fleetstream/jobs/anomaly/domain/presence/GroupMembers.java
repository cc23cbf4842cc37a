package io.fleetstream.jobs.anomaly.domain.presence;

import java.util.function.ObjLongConsumer;

/** Where a group keeps its devices that are offline, each under one kind, with since when. */
public interface GroupMembers {
    /** How the group stands to a device. */
    enum Kind {
        /** Waits for others. */
        WAITING,
        /** Was told of by itself. */
        TOLD,
        /** An incident stands for it. */
        COUNTED,
        /** An incident that is over stood for it, and it has time to follow. */
        COVERED
    }

    /** Since when a device of that kind is offline; null if there is none. */
    Long get(Kind kind, String device);

    /** Adds one. */
    void put(Kind kind, String device, long since);

    /** Takes one away. */
    void remove(Kind kind, String device);

    /** Goes through those of a kind, in no particular order; nothing is changed meanwhile. */
    void forEach(Kind kind, ObjLongConsumer<String> action);
}
