package io.fleetstream.jobs.rollout.domain.gate;

import java.util.ArrayList;
import java.util.List;

/** When a device is at risk for one guard, and how that ends: a function of what is known of it. */
final class RiskHistory {
    private final DeviceTrial trial;
    private final GatePolicy policy;
    private final int guard;
    private final String device;
    private final double score;
    private final List<EvidenceChange> told = new ArrayList<>();

    RiskHistory(DeviceTrial trial, GatePolicy policy, int guard, String device, double score) {
        this.trial = trial;
        this.policy = policy;
        this.guard = guard;
        this.device = device;
        this.score = score;
    }

    /** All that is to be told of the device, from nothing. */
    List<EvidenceChange> told() {
        long controlEnd = Math.min(trial.treatedAt(), trial.leftAt());
        long treatedStart = treatedStart();
        long first = first(controlEnd, treatedStart);
        long failed = trial.failedAt().get(guard);
        if (trial.eligibleAt() < controlEnd) {
            stay(Arm.CONTROL, trial.eligibleAt(), controlEnd, first < controlEnd ? first : never());
        }
        if (first < controlEnd || trial.treatedAt() == never()) {
            return told;
        }
        boolean counts = failed >= trial.treatedAt() && failed < trial.leftAt();
        long end = counts ? Math.min(first, failed) : first;
        // What a device reports of its own execution counts though it never had the update.
        long start = counts ? Math.min(treatedStart, failed) : treatedStart;
        boolean out = first < treatedStart && !(counts && failed <= first);
        if (!out) {
            treated(start, trial.leftAt(), end);
        }
        return told;
    }

    /** At risk as treated, but for the grace period after success. */
    private void treated(long start, long end, long event) {
        long from = start;
        long success = success();
        if (policy.graceMs() > 0 && success > start && success < Math.min(end, event)) {
            told.add(new EvidenceChange.Risk(start, guard, Arm.TREATED, 1, 0));
            told.add(new EvidenceChange.Risk(success, guard, Arm.TREATED, 0, 1));
            from = Math.min(success + policy.graceMs(), event);
        }
        if (from < end) {
            stay(Arm.TREATED, from, end, event);
        }
    }

    private void stay(Arm arm, long start, long end, long event) {
        told.add(new EvidenceChange.Risk(start, guard, arm, 1, 0));
        if (event < end) {
            told.add(new EvidenceChange.First(event, guard, arm, device, score, 1));
        } else if (end != never()) {
            told.add(new EvidenceChange.Risk(end, guard, arm, 0, 1));
        }
    }

    private long treatedStart() {
        long begun = Math.min(trial.begunAt(), trial.updatedAt());
        return begun == never() || trial.treatedAt() == never()
                ? never()
                : Math.max(begun, trial.treatedAt()) + policy.graceMs();
    }

    private long success() {
        return trial.updatedAt() == never() || trial.treatedAt() == never()
                ? never()
                : Math.max(trial.updatedAt(), trial.treatedAt());
    }

    /** The first signal that does not fall into a grace period, in whichever arm or none. */
    private long first(long controlEnd, long treatedStart) {
        long own = ownReboot();
        long success = success();
        for (long signal : trial.signals().get(guard)) {
            if (signal >= trial.leftAt()) {
                return never();
            }
            boolean rebooting =
                    isWithin(signal, treatedStart - policy.graceMs(), treatedStart)
                            || isWithin(signal, success, success + policy.graceMs());
            boolean before = signal < Math.min(trial.eligibleAt(), controlEnd);
            if (!before && !rebooting && !afterOpening(signal) && signal != own) {
                return signal;
            }
        }
        return never();
    }

    /** The reboot that the update brings about; a time before all others if there is none. */
    private long ownReboot() {
        long success = success();
        long last = success == never() ? never() : success + policy.graceMs();
        for (long reboot : trial.reboots()) {
            if (isWithin(reboot, trial.treatedAt(), last)) {
                return reboot;
            }
        }
        return Long.MIN_VALUE;
    }

    private static boolean isWithin(long time, long from, long to) {
        return time >= from && time < to;
    }

    private boolean afterOpening(long signal) {
        for (long opening : trial.openings()) {
            if (signal >= opening && signal < opening + policy.graceMs()) {
                return true;
            }
        }
        return false;
    }

    private static long never() {
        return DeviceTrial.NEVER;
    }
}
