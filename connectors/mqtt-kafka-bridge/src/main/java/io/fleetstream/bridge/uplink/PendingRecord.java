package io.fleetstream.bridge.uplink;

import org.apache.kafka.clients.producer.ProducerRecord;

/** A record on its way into Kafka. Exactly one of the two ends is called, once, from any thread. */
interface PendingRecord {
    /** The record to send. */
    ProducerRecord<byte[], byte[]> record();

    /** Whether it still makes sense to send it; asked just before sending. */
    boolean isWanted();

    /** Whether somebody waits for it: if not, it is abandoned rather than held. */
    boolean isAwaited();

    /** Whether it counts against the intake limit. */
    boolean isPaced();

    /** The record to send instead after Kafka found this one too large; false if there is none. */
    boolean truncate();

    /**
     * Makes it a record for the topic that takes what Kafka refuses elsewhere; false if it was
     * parked before or cannot be.
     *
     * @param reason what Kafka said
     */
    boolean park(String parkingTopic, String reason);

    /** Kafka has it, on all replicas asked for. */
    void succeeded();

    /** It will not be sent (any more); whether Kafka has it is not known. */
    void abandoned();
}
