package io.fleetstream.jobs.ingest.domain.payload;

import java.util.Arrays;

/**
 * Texts met before, by their bytes. Bounded: each place holds the text that came last, so hostile
 * names cannot make a search longer, only push others out; and all is forgotten after {@value
 * #MOST_ADDED} new ones, since texts also hold on to what followed them.
 */
final class AsciiTexts {
    private static final int PLACES = 1 << 10;
    private static final int SPREAD = 0x9E3779B9;
    private static final int SHIFT = Integer.SIZE - 10;
    private static final int MOST_ADDED = 1 << 14;

    private final AsciiText[] places = new AsciiText[PLACES];
    private final AsciiText start = new AsciiText(new byte[0], 0, 0, 0);
    private int added;

    /** What stands before the first name of a payload. */
    AsciiText start() {
        return start;
    }

    /** The text between two places of which {@code hash} is the {@link #hash}. */
    AsciiText of(byte[] in, int start, int end, int hash) {
        int place = (hash * SPREAD) >>> SHIFT;
        AsciiText known = places[place];
        if (known != null && known.hash() == hash && known.stands(in, start, end)) {
            return known;
        }
        if (++added > MOST_ADDED) {
            forget();
        }
        AsciiText text = new AsciiText(in, start, end, hash);
        places[place] = text;
        return text;
    }

    /** Hash of a text by one byte more. */
    static int hash(int before, byte next) {
        return 31 * before + next;
    }

    private void forget() {
        Arrays.fill(places, null);
        start.next = null;
        added = 1;
    }
}
