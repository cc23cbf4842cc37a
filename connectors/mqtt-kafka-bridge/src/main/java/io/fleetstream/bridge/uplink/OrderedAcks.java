package io.fleetstream.bridge.uplink;

import io.fleetstream.bridge.mqtt.InboundMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Acknowledges the messages of one connection in the order they came, as MQTT asks for (4.6.0-2),
 * although Kafka's partitions finish in any order.
 */
final class OrderedAcks {
    private final Consumer<InboundMessage> acknowledge;
    // guarded by this
    private final Deque<Slot> slots = new ArrayDeque<>();

    OrderedAcks(Consumer<InboundMessage> acknowledge) {
        this.acknowledge = acknowledge;
    }

    /** Takes the next message in order of arrival. */
    synchronized Slot add(InboundMessage message) {
        Slot slot = new Slot(message);
        slots.add(slot);
        return slot;
    }

    /** Marks a message as done and acknowledges whatever is due; true if nothing is left. */
    synchronized boolean done(Slot slot) {
        slot.done = true;
        while (!slots.isEmpty() && slots.peek().done) {
            acknowledge.accept(slots.poll().message);
        }
        return slots.isEmpty();
    }

    synchronized boolean isEmpty() {
        return slots.isEmpty();
    }

    /** The place of one message. */
    static final class Slot {
        private final InboundMessage message;
        private boolean done;

        private Slot(InboundMessage message) {
            this.message = message;
        }
    }
}
