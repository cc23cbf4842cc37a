package io.fleetstream.connectors.kafka;

/**
 * One heartbeat for one partition.
 *
 * @param partition partition to write it to
 * @param receivedAtMicros arrival time up to which the writer has got, microseconds since the epoch
 */
public record Heartbeat(int partition, long receivedAtMicros) {}
