package io.fleetstream.jobs.shadow.state;

/**
 * A bulk request on its way to one slice of the devices.
 *
 * @param slice which one
 * @param bulk the request
 */
public record BulkSlice(int slice, BulkRow bulk) {}
