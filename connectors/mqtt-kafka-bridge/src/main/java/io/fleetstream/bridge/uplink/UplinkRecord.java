package io.fleetstream.bridge.uplink;

import io.fleetstream.bridge.mqtt.InboundMessage;
import org.apache.kafka.clients.producer.ProducerRecord;

/** An MQTT message on its way into Kafka. */
final class UplinkRecord implements PendingRecord {
    private final UplinkConnection connection;
    private final UplinkParts parts;
    private final Destination destination;
    private final long size;

    /** Null at QoS 0. */
    private final OrderedAcks.Slot slot;

    private ProducerRecord<byte[], byte[]> record;
    private boolean truncated;
    private boolean parked;

    UplinkRecord(
            UplinkConnection connection,
            UplinkParts parts,
            Destination destination,
            InboundMessage message,
            long size,
            OrderedAcks.Slot slot) {
        this.connection = connection;
        this.parts = parts;
        this.destination = destination;
        this.size = size;
        this.slot = slot;
        this.record = parts.mapper().map(message, destination);
    }

    @Override
    public ProducerRecord<byte[], byte[]> record() {
        return record;
    }

    @Override
    public boolean isWanted() {
        return slot == null || !connection.isAbandoned();
    }

    @Override
    public boolean isAwaited() {
        return slot != null;
    }

    @Override
    public boolean isPaced() {
        return true;
    }

    @Override
    public boolean truncate() {
        if (truncated) {
            return false;
        }
        truncated = true;
        record = RecordMapper.truncate(record);
        destination.metrics().truncated();
        return true;
    }

    @Override
    public boolean park(String parkingTopic, String reason) {
        if (parked) {
            return false;
        }
        parked = true;
        record = RecordMapper.park(record, parkingTopic, reason);
        return true;
    }

    @Override
    public void succeeded() {
        parts.budget().release(size);
        if (parked) {
            destination.metrics().parked();
        } else {
            destination.metrics().forwarded();
        }
        if (slot != null) {
            connection.forwarded(slot);
        }
    }

    @Override
    public void abandoned() {
        parts.budget().release(size);
        parts.mapper().withdrawn(destination);
        if (slot == null) {
            destination.metrics().dropped("qos0-kafka-failure");
        }
    }
}
