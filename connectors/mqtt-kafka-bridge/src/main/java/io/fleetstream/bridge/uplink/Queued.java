package io.fleetstream.bridge.uplink;

/**
 * A record in the order it was offered.
 *
 * @param number grows from record to record
 */
record Queued(long number, PendingRecord pending) implements Comparable<Queued> {
    @Override
    public int compareTo(Queued other) {
        return Long.compare(number, other.number);
    }

    String topic() {
        return pending.record().topic();
    }
}
