package io.fleetstream.jobs.ingest.domain.sequence;

import io.fleetstream.jobs.ingest.state.SequenceSession;
import io.fleetstream.schemas.SequenceEventKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Which numbers are missing within a session.
 *
 * <p>Missing is what lies between two accepted numbers of a session and was not accepted, told by
 * GAPs less FILLs; in whatever order the numbers of a session arrive, the same is missing in the
 * end. A message that was refused leaves its number missing. Nothing is known of numbers before the
 * first and after the last one of a session.
 *
 * <p>A step by more than {@value #MOST_MISSING} is no gap: a counter does not lose that many, it
 * was set anew or wraps around. If a number arrives in between, the steps are looked at again.
 */
final class GapRules {
    /** Numbers missing at once at most. */
    static final long MOST_MISSING = 1_000_000;

    private GapRules() {}

    /** What a new number tells, before it is added to its session. */
    static List<Finding> findings(SequenceSession session, long number) {
        long highest = SeenRuns.highest(session.runs());
        if (number == highest + 1) {
            return List.of();
        }
        if (number > highest) {
            return gaps(highest, number);
        }
        if (number < session.lowest()) {
            return gaps(number, session.lowest());
        }
        long below = SeenRuns.lastBelow(session.runs(), number);
        long above = SeenRuns.firstAbove(session.runs(), number);
        if (below < 0 || above - below - 1 <= MOST_MISSING) {
            return List.of(new Finding(SequenceEventKind.FILL, number, number));
        }
        List<Finding> parts = new ArrayList<>(gaps(below, number));
        parts.addAll(gaps(number, above));
        return parts;
    }

    /** Between two accepted numbers. */
    private static List<Finding> gaps(long below, long above) {
        long missing = above - below - 1;
        return missing < 1 || missing > MOST_MISSING
                ? List.of()
                : List.of(new Finding(SequenceEventKind.GAP, below + 1, above - 1));
    }
}
