package io.fleetstream.jobs.shadow.domain.beyond;

/**
 * How long a desired value is to stand.
 *
 * @param since arrival of the request that set it, microseconds since the epoch
 * @param until when its time is over
 */
record Lease(long since, long until) {}
