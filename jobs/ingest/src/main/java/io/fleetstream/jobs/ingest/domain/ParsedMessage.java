package io.fleetstream.jobs.ingest.domain;

import java.util.List;

/**
 * A message that can be read, belongs to its topic's device and lies within the accepted time.
 * Travels between operators as a Flink POJO.
 *
 * @param deviceId device of the MQTT topic; the key of everything that follows
 * @param org organisation in the MQTT topic
 * @param site site in the MQTT topic
 * @param deviceType device type in the MQTT topic
 * @param receivedAt arrival at the bridge, microseconds since the epoch
 * @param partition partition of telemetry.raw; of a replayed message, of the original
 * @param offset offset there
 * @param readings at least one, in the order of the payload
 * @param arrivalTime whether its route makes the arrival time the event time
 * @param replayId replay of dead letters that brought it; null for none
 */
public record ParsedMessage(
        String deviceId,
        String org,
        String site,
        String deviceType,
        long receivedAt,
        int partition,
        long offset,
        List<ParsedReading> readings,
        boolean arrivalTime,
        String replayId) {

    /** A message that came from its device, by a route that leaves time to the device. */
    public ParsedMessage(
            String deviceId,
            String org,
            String site,
            String deviceType,
            long receivedAt,
            int partition,
            long offset,
            List<ParsedReading> readings) {
        this(deviceId, org, site, deviceType, receivedAt, partition, offset, readings, false, null);
    }
}
