package io.fleetstream.bridge.uplink;

import org.apache.kafka.clients.producer.ProducerRecord;

/** A record on its way into Kafka. Exactly one of the two ends is called, once, from any thread. */
interface PendingRecord {
    /** The record to send. */
    ProducerRecord<byte[], byte[]> record();

    /** Whether it still makes sense to send it; asked just before sending. */
    boolean isWanted();

    /** The record to send instead after Kafka found this one too large; false if there is none. */
    boolean truncate();

    /** Kafka has it, on all replicas asked for. */
    void succeeded();

    /** It will not be sent (any more); whether Kafka has it is not known. */
    void abandoned();
}
