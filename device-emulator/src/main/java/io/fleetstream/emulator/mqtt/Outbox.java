package io.fleetstream.emulator.mqtt;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Messages on their way to the broker, oldest first. A message leaves when it is acknowledged;
 * after a lost connection everything unacknowledged is sent again, in the original order.
 *
 * <p>Bounded and not thread-safe.
 */
final class Outbox {
    private final int capacity;
    private final Set<Entry> sent = new LinkedHashSet<>();
    private Deque<Entry> waiting = new ArrayDeque<>();

    Outbox(int capacity) {
        this.capacity = capacity;
    }

    /** Takes a message, or returns false if there is no room. */
    boolean offer(OutboundMessage message) {
        if (size() >= capacity) {
            return false;
        }
        waiting.add(new Entry(message));
        return true;
    }

    /** The oldest message not yet sent on this connection, now counted as sent; null if none. */
    Entry next() {
        Entry entry = waiting.poll();
        if (entry != null) {
            entry.attempts++;
            sent.add(entry);
        }
        return entry;
    }

    /** Removes a sent message; false if it is not there (any more). */
    boolean remove(Entry entry) {
        return sent.remove(entry);
    }

    /** Puts what was sent and not acknowledged back in front. */
    void connectionLost() {
        Deque<Entry> again = new ArrayDeque<>(sent);
        again.addAll(waiting);
        waiting = again;
        sent.clear();
    }

    /** Everything in it, what was sent first. */
    void forEach(Consumer<Entry> action) {
        sent.forEach(action);
        waiting.forEach(action);
    }

    int size() {
        return sent.size() + waiting.size();
    }

    int inFlight() {
        return sent.size();
    }

    /** A message and how often it was sent. Equality is identity. */
    static final class Entry {
        private final OutboundMessage message;
        private int attempts;

        private Entry(OutboundMessage message) {
            this.message = message;
        }

        OutboundMessage message() {
            return message;
        }

        int attempts() {
            return attempts;
        }
    }
}
