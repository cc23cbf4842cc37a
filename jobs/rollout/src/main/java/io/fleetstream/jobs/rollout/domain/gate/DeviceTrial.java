package io.fleetstream.jobs.rollout.domain.gate;

import java.util.ArrayList;
import java.util.List;

/**
 * What happened to one device in a rollout, as far as the comparison goes; its times are event
 * times, epoch milliseconds. The facts may come in any order.
 *
 * <p>A device is at risk as control from when it was eligible until its own stage is opened, and as
 * treated from when it begins its execution (and the grace period) on: what a new image does before
 * the device has reported success is what the image does. It counts once per guard, for its first
 * event. An event between its stage's opening and that beginning takes it out without counting:
 * else treated devices would be those that lived through less. In the grace period after any
 * stage's opening nothing counts for anybody, as nothing counts for those who begin; for as long
 * after its success the device is not at risk. The first reboot between the opening of its stage
 * and its success is the update's own and counts for nothing.
 *
 * @param eligibleAt since when; {@link #NEVER} if it is not
 * @param treatedAt when its stage was opened; NEVER while it is control
 * @param begunAt when it first began its execution; NEVER if it has not said so
 * @param updatedAt when it first reported success; NEVER if it has not
 * @param leftAt when it left the comparison, by leaving the group or by a rollback; NEVER if not
 * @param openings when stages were opened that this device knows of, ascending
 * @param signals for each guard, times of signals from telemetry, ascending; the earliest {@value
 *     #MOST_SIGNALS}
 * @param failedAt for each guard, when the device's execution first ended in a way that counts
 * @param reboots times of its reboots, ascending, as far as a guard counts them; the earliest
 *     {@value #MOST_SIGNALS}
 */
public record DeviceTrial(
        long eligibleAt,
        long treatedAt,
        long begunAt,
        long updatedAt,
        long leftAt,
        List<Long> openings,
        List<List<Long>> signals,
        List<Long> failedAt,
        List<Long> reboots) {
    /** The signal of a reboot, which an update brings about itself. */
    public static final String REBOOTS = "reboots";

    /** A time that has not come. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Signals remembered for each guard, in case earlier ones turn out not to count. */
    public static final int MOST_SIGNALS = 32;

    /** Takes copies. */
    public DeviceTrial {
        openings = List.copyOf(openings);
        signals = signals.stream().map(List::copyOf).toList();
        failedAt = List.copyOf(failedAt);
        reboots = List.copyOf(reboots);
    }

    /** A device of which nothing is known yet. */
    public static DeviceTrial unknown(int guards) {
        return new DeviceTrial(
                NEVER,
                NEVER,
                NEVER,
                NEVER,
                NEVER,
                List.of(),
                java.util.Collections.nCopies(guards, List.of()),
                java.util.Collections.nCopies(guards, NEVER),
                List.of());
    }

    /** The device is eligible. */
    public DeviceTrial eligible(long time) {
        return new DeviceTrial(
                Math.min(eligibleAt, time),
                treatedAt,
                begunAt,
                updatedAt,
                leftAt,
                openings,
                signals,
                failedAt,
                reboots);
    }

    /**
     * A stage was opened.
     *
     * @param mine whether it is this device's own
     */
    public DeviceTrial opened(long time, boolean mine) {
        return new DeviceTrial(
                eligibleAt,
                mine ? Math.min(treatedAt, time) : treatedAt,
                begunAt,
                updatedAt,
                leftAt,
                with(openings, time, Integer.MAX_VALUE),
                signals,
                failedAt,
                reboots);
    }

    /** The device has begun its execution; the second time changes nothing. */
    public DeviceTrial begun(long time) {
        return new DeviceTrial(
                eligibleAt,
                treatedAt,
                Math.min(begunAt, time),
                updatedAt,
                leftAt,
                openings,
                signals,
                failedAt,
                reboots);
    }

    /** The device has reported success; the second time changes nothing. */
    public DeviceTrial updated(long time) {
        return new DeviceTrial(
                eligibleAt,
                treatedAt,
                begunAt,
                Math.min(updatedAt, time),
                leftAt,
                openings,
                signals,
                failedAt,
                reboots);
    }

    /** The device is out of the comparison from now on. */
    public DeviceTrial left(long time) {
        return new DeviceTrial(
                eligibleAt,
                treatedAt,
                begunAt,
                updatedAt,
                Math.min(leftAt, time),
                openings,
                signals,
                failedAt,
                reboots);
    }

    /** Telemetry told something, which may count for some guards. */
    public DeviceTrial signal(GatePolicy policy, String signal, long time) {
        int[] counting = GuardPlan.counting(policy.guards(), signal);
        List<List<Long>> more = new ArrayList<>(signals);
        for (int guard : counting) {
            more.set(guard, with(more.get(guard), time, MOST_SIGNALS));
        }
        boolean reboots = signal.equals(REBOOTS) && counting.length > 0;
        return new DeviceTrial(
                eligibleAt,
                treatedAt,
                begunAt,
                updatedAt,
                leftAt,
                openings,
                more,
                failedAt,
                reboots ? with(this.reboots, time, MOST_SIGNALS) : this.reboots);
    }

    /** The device's execution ended without success; may count for some guards. */
    public DeviceTrial ended(GatePolicy policy, String signal, long time) {
        List<Long> earliest = new ArrayList<>(failedAt);
        for (int guard : GuardPlan.counting(policy.guards(), signal)) {
            earliest.set(guard, Math.min(earliest.get(guard), time));
        }
        return new DeviceTrial(
                eligibleAt,
                treatedAt,
                begunAt,
                updatedAt,
                leftAt,
                openings,
                signals,
                earliest,
                reboots);
    }

    /**
     * What has to be told to {@link Evidence} when this has become known instead of what was known
     * before.
     *
     * @param device whose
     * @param score of the device in the rollout, orders events of one step
     */
    public List<EvidenceChange> since(
            DeviceTrial before, GatePolicy policy, String device, double score) {
        if (equals(before)) {
            return List.of();
        }
        List<EvidenceChange> changes = new ArrayList<>();
        for (int guard = 0; guard < policy.guards().size(); guard++) {
            List<EvidenceChange> old = new RiskHistory(before, policy, guard, device, score).told();
            List<EvidenceChange> now = new RiskHistory(this, policy, guard, device, score).told();
            old.stream()
                    .filter(change -> !now.contains(change))
                    .map(EvidenceChange::reversed)
                    .forEach(changes::add);
            now.stream().filter(change -> !old.contains(change)).forEach(changes::add);
        }
        return changes;
    }

    private static List<Long> with(List<Long> times, long time, int most) {
        if (times.contains(time)) {
            return times;
        }
        List<Long> more = new ArrayList<>(times);
        more.add(time);
        more.sort(null);
        return more.size() > most ? more.subList(0, most) : more;
    }
}
