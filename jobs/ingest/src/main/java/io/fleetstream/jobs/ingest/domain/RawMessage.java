package io.fleetstream.jobs.ingest.domain;

/**
 * A device's message as it was read from the log.
 *
 * @param mqttTopic MQTT topic it was published to; null if the record does not say
 * @param receivedAt arrival at the bridge, microseconds since the epoch
 * @param contentEncoding encoding named by the sender; null for none
 * @param truncatedFrom original size where the bridge cut the payload; null where it did not
 * @param value payload; null counts as empty
 * @param partition partition it was read from
 * @param offset its offset there
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; the bytes are not copied on purpose
public record RawMessage(
        String mqttTopic,
        long receivedAt,
        String contentEncoding,
        String truncatedFrom,
        byte[] value,
        int partition,
        long offset) {}
