package io.fleetstream.cli.rollout;

import io.fleetstream.jobs.rollout.domain.rollout.RolloutStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says of which rollouts a stage cannot end because alarms have not been judged so far, each once,
 * and when it no longer is so. Not thread-safe.
 */
public final class AlarmWaits {
    /** Judging is always some seconds behind; a gate takes no notice below half its lateness. */
    static final Duration USUAL = Duration.ofSeconds(30);

    private final Set<String> told = new TreeSet<>();

    /**
     * What has changed since the last time, a line each.
     *
     * @param judgedTo arrival time up to which alarms have been judged; empty if nobody said so
     */
    public List<String> news(
            Collection<KnownRollout> rollouts, Optional<Instant> judgedTo, Instant now) {
        boolean behind = judgedTo.isEmpty() || judgedTo.get().isBefore(now.minus(USUAL));
        List<String> lines = new ArrayList<>();
        for (KnownRollout each : rollouts) {
            String id = each.view().rolloutId();
            if (!needsAlarms(each)) {
                told.remove(id);
            } else if (behind && told.add(id)) {
                lines.add(id + " waits for alarms: " + judged(judgedTo, now));
            } else if (!behind && told.remove(id)) {
                lines.add(id + " waits for alarms no more: " + judged(judgedTo, now));
            }
        }
        return lines;
    }

    /** Whether a stage is open that ends by alarms, too. */
    public static boolean needsAlarms(KnownRollout rollout) {
        return rollout.view().status() == RolloutStatus.RUNNING
                && rollout.view().stage() >= 0
                && rollout.definition().gate().countsAlarms();
    }

    private static String judged(Optional<Instant> judgedTo, Instant now) {
        return judgedTo.map(
                        to ->
                                "judged up to "
                                        + to
                                        + ", "
                                        + Math.max(0, Duration.between(to, now).toSeconds())
                                        + " s behind")
                .orElse("the job anomaly has not said how far it has judged");
    }
}
