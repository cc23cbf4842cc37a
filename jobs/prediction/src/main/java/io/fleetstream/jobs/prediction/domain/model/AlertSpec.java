package io.fleetstream.jobs.prediction.domain.model;

/**
 * When scores make an alarm.
 *
 * @param over probability over which it is raised; above 0 and below 1
 * @param clearBelow probability below which it is cleared; not more than {@code over}
 * @param inARow scores that must say so one after the other, both to raise and to clear; at least 1
 * @param severity of the alarm, as alarms name it
 */
public record AlertSpec(double over, double clearBelow, int inARow, String severity) {}
