package io.fleetstream.jobs.rollout.domain.rehearsal;

import io.fleetstream.jobs.rollout.domain.rehearsal.RehearsalOutcome.Ending;
import java.util.List;
import java.util.OptionalLong;

/**
 * What came of a rehearsal.
 *
 * @param withoutEffect runs in which the update did nothing
 * @param withEffect runs in which it had the effect; with the same cohorts, in the same order
 */
public record RehearsalReport(
        List<RehearsalOutcome> withoutEffect, List<RehearsalOutcome> withEffect) {
    /** Takes copies. */
    public RehearsalReport {
        withoutEffect = List.copyOf(withoutEffect);
        withEffect = List.copyOf(withEffect);
    }

    /** Share of the runs without effect that were stopped. */
    public double falseStops() {
        return share(withoutEffect, Ending.STOPPED);
    }

    /** Share of the runs with the effect that were stopped. */
    public double power() {
        return share(withEffect, Ending.STOPPED);
    }

    /** Median time to the stop of the runs with the effect that were stopped; empty if none was. */
    public OptionalLong medianStopMs() {
        return median(
                withEffect.stream()
                        .filter(run -> run.ending() == Ending.STOPPED)
                        .map(RehearsalOutcome::afterMs)
                        .toList());
    }

    /** Median number of devices that had the update when those runs were stopped. */
    public OptionalLong medianUpdatedAtStop() {
        return median(
                withEffect.stream()
                        .filter(run -> run.ending() == Ending.STOPPED)
                        .map(RehearsalOutcome::updated)
                        .toList());
    }

    /** Share of runs that ended so. */
    public static double share(List<RehearsalOutcome> runs, Ending ending) {
        return runs.stream().filter(run -> run.ending() == ending).count() / (double) runs.size();
    }

    private static OptionalLong median(List<Long> values) {
        return values.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(values.stream().sorted().toList().get(values.size() / 2));
    }
}
