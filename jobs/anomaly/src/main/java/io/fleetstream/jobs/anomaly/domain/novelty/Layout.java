package io.fleetstream.jobs.anomaly.domain.novelty;

import java.util.List;

/**
 * Where in a state its scales stand: behind two bytes that say the form and the room for patterns,
 * and the detector's own numbers, first what is fixed of each scale, then the patterns of each.
 * Room is doubled for all scales when one of them needs it. For one thread.
 */
final class Layout {
    /** Bytes before anything else. */
    static final int HEAD = 2;

    private static final int LEAST_ROOM = 8;
    private static final int DOUBLINGS = 3;

    private final List<Scale> scales =
            List.of(
                    new Scale(2, 8, 0),
                    new Scale(4, 6, 0),
                    new Scale(4, 6, 2),
                    new Scale(8, 5, 0),
                    new Scale(8, 5, 4),
                    new Scale(12, 4, 0),
                    new Scale(12, 4, 6));
    private final int version;
    private final int[] heads = new int[scales.size()];
    private final int[][] patterns = new int[DOUBLINGS + 1][scales.size()];
    private final int[] sizes = new int[DOUBLINGS + 1];
    private final Scratch[] scratch = new Scratch[DOUBLINGS + 1];

    /**
     * A layout.
     *
     * @param version first byte of every state
     * @param begin where the scales begin
     */
    Layout(int version, int begin) {
        this.version = version;
        int end = begin;
        for (int i = 0; i < heads.length; i++) {
            heads[i] = end;
            end += scales.get(i).headBytes();
        }
        for (int room = 0; room <= DOUBLINGS; room++) {
            sizes[room] = end;
            scratch[room] = new Scratch(capacity(room));
            for (int i = 0; i < heads.length; i++) {
                patterns[room][i] = sizes[room];
                sizes[room] += scales.get(i).patternBytes(capacity(room));
            }
        }
    }

    private static int capacity(int room) {
        return LEAST_ROOM << room;
    }

    int mostBytes() {
        return sizes[DOUBLINGS];
    }

    /** A state of nothing seen. */
    byte[] create() {
        byte[] state = new byte[sizes[0]];
        state[0] = (byte) version;
        return state;
    }

    /**
     * The state, or one that says the same with more room.
     *
     * @throws IllegalArgumentException if it is none of this version
     */
    byte[] withRoom(byte[] state) {
        boolean known = state.length > HEAD && state[0] == version && state[1] <= DOUBLINGS;
        if (!known || state[1] < 0 || state.length != sizes[state[1]]) {
            throw new IllegalArgumentException(
                    "%d bytes that are no state of form %d".formatted(state.length, version));
        }
        int room = state[1];
        return room < DOUBLINGS && isFull(state, capacity(room)) ? grown(state, room) : state;
    }

    private boolean isFull(byte[] state, int capacity) {
        for (int i = 0; i < heads.length; i++) {
            if (scales.get(i).isFull(state, heads[i], capacity)) {
                return true;
            }
        }
        return false;
    }

    private byte[] grown(byte[] state, int room) {
        byte[] grown = new byte[sizes[room + 1]];
        System.arraycopy(state, 0, grown, 0, patterns[room][0]);
        grown[1] = (byte) (room + 1);
        for (int i = 0; i < heads.length; i++) {
            scales.get(i)
                    .copyPatterns(
                            state,
                            patterns[room][i],
                            capacity(room),
                            grown,
                            patterns[room + 1][i],
                            capacity(room + 1));
        }
        return grown;
    }

    /** Shows all scales the value; returns the mean of what they say, as logarithms. */
    double novelty(byte[] state, long count, double value) {
        int room = state[1];
        double sum = 0;
        for (int i = 0; i < heads.length; i++) {
            int at = patterns[room][i];
            sum += scales.get(i).score(state, heads[i], at, count, value, scratch[room]);
        }
        return sum / heads.length;
    }
}
