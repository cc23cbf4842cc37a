package io.fleetstream.jobs.rollout.domain.gate;

import java.util.List;
import java.util.Set;

/**
 * Something that must not get worse by an update.
 *
 * @param name of the guard
 * @param signals which signals count, the first of any of them: {@code alarm:RULE} or {@code
 *     alarm:*}, {@code reboots}, {@code failed}, {@code timed-out}, {@code rejected}
 * @param floorPerDay least difference of the rates, in first events per device and day at risk,
 *     that is worth a stop; 0 for any
 */
public record GuardPlan(String name, Set<String> signals, double floorPerDay) {
    private static final String EVERY_ALARM = "alarm:*";
    private static final String ALARM = "alarm:";

    /** Takes a copy. */
    public GuardPlan {
        signals = Set.copyOf(signals);
    }

    /** Whether a signal counts for this guard. */
    public boolean counts(String signal) {
        return signals.contains(signal)
                || (signal.startsWith(ALARM) && signals.contains(EVERY_ALARM));
    }

    /** Whether it hears of alarms, which are told once their readings have been judged. */
    public boolean countsAlarms() {
        return signals.stream().anyMatch(signal -> signal.startsWith(ALARM));
    }

    /** The guards, as indexes, that a signal counts for. */
    static int[] counting(List<GuardPlan> guards, String signal) {
        return java.util.stream.IntStream.range(0, guards.size())
                .filter(guard -> guards.get(guard).counts(signal))
                .toArray();
    }
}
