package io.fleetstream.jobs.shadow.state;

/**
 * A bulk request and the record it came in, for a dead letter if the job has no room for it.
 *
 * @param bulk the request
 * @param partition of {@code device.bulk}
 * @param offset in that partition
 * @param timestamp of the record, milliseconds since the epoch
 * @param key of the record
 * @param value of the record
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares arrivals
public record BulkArrival(
        BulkRow bulk, int partition, long offset, long timestamp, byte[] key, byte[] value) {}
