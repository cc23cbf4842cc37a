package io.fleetstream.jobs.ingest.state;

/**
 * Replayed messages of a device that were stored.
 *
 * @param partition partition of telemetry.raw in which they stood first
 * @param offsets their offsets there, as ascending runs: from, to, from, to, …; both inclusive
 */
@SuppressWarnings("ArrayRecordComponent") // compact in state; never compared, never changed
public record ReplayedRow(int partition, long[] offsets) {}
