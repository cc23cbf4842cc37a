package io.fleetstream.jobs.ingest.state;

/**
 * Where a device says it belongs.
 *
 * @param org organisation in its MQTT topic
 * @param site site in its MQTT topic
 * @param deviceType type in its MQTT topic
 */
public record PlaceRow(String org, String site, String deviceType) {}
