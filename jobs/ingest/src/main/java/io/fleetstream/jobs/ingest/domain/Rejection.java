package io.fleetstream.jobs.ingest.domain;

import io.fleetstream.schemas.ReasonCode;

/**
 * A message that became a dead letter before it reached its device's state; for the device's books.
 *
 * @param reason why
 * @param receivedAt arrival at the bridge, microseconds since the epoch
 * @param partition partition of telemetry.raw
 * @param offset offset there
 * @param replayId replay of dead letters that brought it; null for none
 */
public record Rejection(
        ReasonCode reason, long receivedAt, int partition, long offset, String replayId) {}
