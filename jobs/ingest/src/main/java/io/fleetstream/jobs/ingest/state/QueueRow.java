package io.fleetstream.jobs.ingest.state;

/**
 * Messages of a device that wait, in the order in which they came; they stand in a map of their own
 * under consecutive numbers.
 *
 * @param head number of the first one
 * @param size how many
 * @param bytes of their keys, values and headers together
 * @param dueAt when the first one has waited long enough, in microseconds of arrival time
 */
public record QueueRow(long head, int size, long bytes, long dueAt) {}
