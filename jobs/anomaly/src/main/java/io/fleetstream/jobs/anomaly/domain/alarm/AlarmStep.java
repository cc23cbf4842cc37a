package io.fleetstream.jobs.anomaly.domain.alarm;

/**
 * One thing that happened to an alarm of one rule and device.
 *
 * @param change what happened
 * @param time when, in epoch milliseconds of event time
 * @param status where the alarm stands after it
 * @param severity how bad it is; for the end of an alarm, how bad it was last; 0 if there was none
 * @param raisedAt when the alarm was raised, which with rule and device is its identity; {@link
 *     #NONE} if there is none
 * @param step counts what happened to this alarm, from 1
 * @param count how often it was raised without being cleared, from 1
 * @param flapping whether it changes too often to be told of every change
 * @param value the value looked at last, as the rule names it
 */
public record AlarmStep(
        AlarmChange change,
        long time,
        AlarmStatus status,
        int severity,
        long raisedAt,
        int step,
        int count,
        boolean flapping,
        double value) {
    /** No time. */
    public static final long NONE = Long.MIN_VALUE;
}
