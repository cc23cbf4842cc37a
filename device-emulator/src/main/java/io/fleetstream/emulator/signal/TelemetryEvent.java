package io.fleetstream.emulator.signal;

import java.util.List;

/**
 * One message of a device before it becomes bytes.
 *
 * @param device who measured
 * @param sequence number of the message, from 1 without gaps
 * @param timestampMs event time, epoch milliseconds
 * @param values as reported, in the order of the profile's metrics
 */
public record TelemetryEvent(
        DeviceIdentity device, long sequence, long timestampMs, List<Double> values) {}
