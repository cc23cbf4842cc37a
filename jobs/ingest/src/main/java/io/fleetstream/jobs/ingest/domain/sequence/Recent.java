package io.fleetstream.jobs.ingest.domain.sequence;

import java.util.Arrays;

/** The last few fingerprints, oldest first. Arrays given are not changed. */
final class Recent {
    private Recent() {}

    static boolean contains(long[] recent, long fingerprint) {
        for (int i = recent.length - 1; i >= 0; i--) {
            if (recent[i] == fingerprint) {
                return true;
            }
        }
        return false;
    }

    /** With one more, and then the last {@code most} of them. */
    static long[] with(long[] recent, long fingerprint, int most) {
        int kept = Math.min(recent.length, most - 1);
        long[] longer = Arrays.copyOfRange(recent, recent.length - kept, recent.length + 1);
        longer[kept] = fingerprint;
        return longer;
    }
}
