package io.fleetstream.jobs.rollout.domain.rehearsal;

/**
 * Something telemetry said about a device.
 *
 * @param signal as guards name it, such as {@code alarm:too-hot} or {@code reboots}
 * @param at event time, epoch milliseconds
 */
public record RecordedSignal(String signal, long at) {}
