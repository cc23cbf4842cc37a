package io.fleetstream.jobs.ingest.domain;

import java.nio.charset.StandardCharsets;

/**
 * A device's message as it was read from the log.
 *
 * @param mqttTopic bytes of the MQTT topic it was published to; null if the record does not say
 * @param receivedAt arrival at the bridge, microseconds since the epoch
 * @param contentEncoding encoding named by the sender; null for none
 * @param truncatedFrom original size where the bridge cut the payload; null where it did not
 * @param value payload; null counts as empty
 * @param partition partition it was read from; of a replayed message, of the original
 * @param offset its offset there
 * @param contentType media type named by the sender; null for JSON
 * @param arrivalTime whether its route makes the arrival time the event time
 * @param replayId replay of dead letters that brought it; null for none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; the bytes are not copied on purpose
public record RawMessage(
        byte[] mqttTopic,
        long receivedAt,
        String contentEncoding,
        String truncatedFrom,
        byte[] value,
        int partition,
        long offset,
        String contentType,
        boolean arrivalTime,
        String replayId) {

    /** JSON from its device, by a route that leaves time to the device. */
    public RawMessage(
            String mqttTopic,
            long receivedAt,
            String contentEncoding,
            String truncatedFrom,
            byte[] value,
            int partition,
            long offset) {
        this(
                mqttTopic == null ? null : mqttTopic.getBytes(StandardCharsets.UTF_8),
                receivedAt,
                contentEncoding,
                truncatedFrom,
                value,
                partition,
                offset,
                null,
                false,
                null);
    }
}
