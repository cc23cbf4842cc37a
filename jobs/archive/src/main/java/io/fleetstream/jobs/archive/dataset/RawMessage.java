package io.fleetstream.jobs.archive.dataset;

import io.fleetstream.connectors.kafka.KafkaRecord;

/**
 * A message of {@code telemetry.raw} as it is archived.
 *
 * @param record as it stood in its partition
 * @param device its key as text; empty if it has none
 * @param receivedAt arrival at the bridge, microseconds since the epoch
 * @param headers those that have no column of their own, as JSON
 */
public record RawMessage(KafkaRecord record, String device, long receivedAt, String headers) {}
