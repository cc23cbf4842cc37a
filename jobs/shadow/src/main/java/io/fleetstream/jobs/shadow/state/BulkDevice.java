package io.fleetstream.jobs.shadow.state;

/**
 * What a selector may ask about a device.
 *
 * @param row its row in the registry; null if it has none
 * @param firmware firmware it reported last; null if it never did
 */
public record BulkDevice(DeviceRow row, String firmware) {}
