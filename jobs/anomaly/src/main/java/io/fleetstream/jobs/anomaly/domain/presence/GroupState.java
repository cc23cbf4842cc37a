package io.fleetstream.jobs.anomaly.domain.presence;

import java.util.Map;
import java.util.TreeMap;

/** What is remembered of a group while any of its devices is offline. */
public final class GroupState {
    /** No time. */
    static final long NONE = Long.MIN_VALUE;

    /** Devices that wait for others; in an order that does not depend on hashes. */
    final Map<String, Waiting> waiting = new TreeMap<>();

    /** Of devices that were told of by themselves. */
    final Map<String, Long> told = new TreeMap<>();

    /** Of devices for which the incident stands. */
    final Map<String, Long> counted = new TreeMap<>();

    long parentOffline = NONE;
    long incidentSince = NONE;
    long toldCount;
    long toldAt = NONE;
    long changedAt = NONE;

    /**
     * A device that is offline and not told of.
     *
     * @param since since when it is offline
     * @param until when it is told of by itself
     * @param covered whether an incident stood for it
     */
    record Waiting(long since, long until, boolean covered) {}

    /** Whether nothing is to be remembered. */
    public boolean isBlank() {
        return waiting.isEmpty()
                && told.isEmpty()
                && counted.isEmpty()
                && parentOffline == NONE
                && incidentSince == NONE;
    }

    /** How many devices the incident stands for. */
    public long counted() {
        return counted.size();
    }
}
