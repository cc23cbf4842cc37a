package io.fleetstream.jobs.rollout.domain.simulation;

import io.fleetstream.jobs.rollout.domain.gate.Evidence;
import io.fleetstream.jobs.rollout.domain.gate.EvidenceChange;
import io.fleetstream.jobs.rollout.domain.gate.EvidenceState;
import io.fleetstream.jobs.rollout.domain.gate.GatePolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** The same changes once in order and once as a bad day would bring them. */
public final class Replay {
    private static final long LATENESS_MS = Scenario.DAY_MS;
    private static final int WATERMARK_JITTER_MS = 3_600_000;
    private static final int CHANGES_PER_KILL = 50;

    private Replay() {}

    /** The evidence when everything comes device after device, before any watermark. */
    public static EvidenceState straight(
            GatePolicy policy, List<EvidenceChange> changes, long end) {
        Evidence evidence = new Evidence(policy);
        changes.forEach(evidence::add);
        evidence.advance(end);
        return evidence.state();
    }

    /**
     * The evidence when changes come out of order by up to a day, between watermarks that fall
     * anywhere, and the job is killed and restored time and again.
     */
    public static EvidenceState shaken(
            GatePolicy policy, List<EvidenceChange> changes, long end, long seed) {
        Random random = new Random(seed);
        List<EvidenceChange> shuffled = new ArrayList<>(changes);
        Collections.shuffle(shuffled, random);
        shuffled.sort(Comparator.comparingLong(Replay::day));
        Evidence evidence = new Evidence(policy);
        for (EvidenceChange change : shuffled) {
            evidence.advance(day(change) * LATENESS_MS - random.nextInt(WATERMARK_JITTER_MS));
            evidence.add(change);
            if (random.nextInt(CHANGES_PER_KILL) == 0) {
                evidence = new Evidence(policy, evidence.state());
            }
        }
        evidence.advance(end);
        return evidence.state();
    }

    private static long day(EvidenceChange change) {
        return change.time() / LATENESS_MS;
    }
}
