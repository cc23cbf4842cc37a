package io.fleetstream.jobs.rollout.domain.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Runs a rollout over a recording, time and again with other cohorts: once as if the update did
 * nothing, and once with its effect. Controller and devices are those of the job, so this is what
 * the policy would have done. Equal plans and recordings give equal reports.
 */
public final class Rehearsal {
    private Rehearsal() {}

    /**
     * Rehearses.
     *
     * @param devices all that would have been eligible
     */
    public static RehearsalReport run(RehearsalPlan plan, List<RecordedDevice> devices) {
        List<RecordedDevice> unharmed = devices.stream().map(RecordedDevice::unharmed).toList();
        List<RehearsalOutcome> without = new ArrayList<>();
        List<RehearsalOutcome> with = new ArrayList<>();
        Random seeds = new Random(plan.seed());
        for (int run = 0; run < plan.runs(); run++) {
            long seed = seeds.nextLong();
            without.add(new RehearsalRun(plan, unharmed, seed).outcome());
            with.add(new RehearsalRun(plan, devices, seed).outcome());
        }
        return new RehearsalReport(without, with);
    }
}
