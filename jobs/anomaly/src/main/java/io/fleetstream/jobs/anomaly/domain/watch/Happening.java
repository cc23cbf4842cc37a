package io.fleetstream.jobs.anomaly.domain.watch;

import io.fleetstream.jobs.anomaly.domain.alarm.AlarmStep;

/**
 * Something that happened to an alarm of a device.
 *
 * @param rule name of the rule
 * @param version its version
 * @param step what happened
 * @param order who asked for it; null if nobody did
 */
public record Happening(String rule, int version, AlarmStep step, Order order) {}
