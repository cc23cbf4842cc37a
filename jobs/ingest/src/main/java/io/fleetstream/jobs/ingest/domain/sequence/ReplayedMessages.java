package io.fleetstream.jobs.ingest.domain.sequence;

import io.fleetstream.jobs.ingest.state.ReplayedRow;
import java.util.ArrayList;
import java.util.List;

/**
 * Which replayed messages of a device were stored, by where they stood first; so that a second
 * replay stores nothing, whatever the message says. Lists given are not changed.
 *
 * <p>Offsets are kept in {@value #MOST_RUNS} runs for each of the {@value #MOST_PARTITIONS}
 * partitions of which something was replayed last; the lowest are forgotten.
 */
public final class ReplayedMessages {
    /** Runs of offsets kept. */
    static final int MOST_RUNS = 1_024;

    /** Partitions kept; a device has one until the topic is given more. */
    static final int MOST_PARTITIONS = 4;

    private ReplayedMessages() {}

    /** Whether the message was stored by an earlier replay. */
    public static boolean contains(List<ReplayedRow> replayed, int partition, long offset) {
        for (ReplayedRow row : replayed) {
            if (row.partition() == partition) {
                return SeenRuns.contains(row.offsets(), offset);
            }
        }
        return false;
    }

    /** With one more. */
    public static List<ReplayedRow> with(List<ReplayedRow> replayed, int partition, long offset) {
        List<ReplayedRow> after = new ArrayList<>(replayed);
        long[] offsets = SeenRuns.of(offset);
        for (int i = 0; i < after.size(); i++) {
            if (after.get(i).partition() == partition) {
                offsets = SeenRuns.with(after.remove(i).offsets(), offset, MOST_RUNS);
            }
        }
        if (after.size() == MOST_PARTITIONS) {
            after.remove(0);
        }
        after.add(new ReplayedRow(partition, offsets));
        return after;
    }
}
