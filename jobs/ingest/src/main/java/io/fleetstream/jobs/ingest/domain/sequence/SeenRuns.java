package io.fleetstream.jobs.ingest.domain.sequence;

import java.util.Arrays;

/**
 * A bounded set of sequence numbers, kept as ascending runs {@code from, to, from, to, …} that are
 * inclusive, disjoint and never adjacent. Arrays given are not changed.
 *
 * <p>A device that counts without gaps takes one run however long it lives; each gap costs 16 bytes
 * until it is filled. Where there are too many, the lowest run is forgotten: its numbers then count
 * as not seen.
 */
final class SeenRuns {
    private SeenRuns() {}

    /** The set of one number. */
    static long[] of(long number) {
        return new long[] {number, number};
    }

    /** The greatest number of a set that is not empty. */
    static long highest(long[] runs) {
        return runs[runs.length - 1];
    }

    /** The greatest number of the set below one that is not in it, or -1. */
    static long lastBelow(long[] runs, long number) {
        int run = firstRunNotBelow(runs, number);
        return run == 0 ? -1 : runs[run - 1];
    }

    /** The least number of the set above one that is not in it and below its greatest. */
    static long firstAbove(long[] runs, long number) {
        return runs[firstRunNotBelow(runs, number)];
    }

    /** Whether the number is in the set. */
    static boolean contains(long[] runs, long number) {
        int run = firstRunNotBelow(runs, number);
        return run < runs.length && runs[run] <= number;
    }

    /**
     * The set with the number added, and then at most {@code maxRuns} runs, the lowest dropped
     * first.
     */
    static long[] with(long[] runs, long number, int maxRuns) {
        int at = firstRunNotBelow(runs, number);
        if (at < runs.length && runs[at] <= number) {
            return runs;
        }
        boolean extendsBelow = at > 0 && runs[at - 1] == number - 1;
        boolean extendsAbove = at < runs.length && runs[at] == number + 1;
        if (extendsBelow && extendsAbove) {
            long[] joined = new long[runs.length - 2];
            System.arraycopy(runs, 0, joined, 0, at - 1);
            System.arraycopy(runs, at + 1, joined, at - 1, runs.length - at - 1);
            return joined;
        }
        if (extendsBelow || extendsAbove) {
            long[] longer = runs.clone();
            longer[extendsBelow ? at - 1 : at] = number;
            return longer;
        }
        long[] more = new long[runs.length + 2];
        System.arraycopy(runs, 0, more, 0, at);
        more[at] = number;
        more[at + 1] = number;
        System.arraycopy(runs, at, more, at + 2, runs.length - at);
        return highestRuns(more, maxRuns);
    }

    /** The set cut to its highest runs. */
    static long[] highestRuns(long[] runs, int maxRuns) {
        int surplus = runs.length - 2 * maxRuns;
        return surplus <= 0 ? runs : Arrays.copyOfRange(runs, surplus, runs.length);
    }

    /** Index of the lower end of the first run that does not lie wholly below the number. */
    private static int firstRunNotBelow(long[] runs, long number) {
        int low = 0;
        int high = runs.length / 2;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (runs[2 * middle + 1] < number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return 2 * low;
    }
}
