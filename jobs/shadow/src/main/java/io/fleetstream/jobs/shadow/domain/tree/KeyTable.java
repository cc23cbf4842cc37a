package io.fleetstream.jobs.shadow.domain.tree;

import java.util.Arrays;

/** Open-addressed positions of keys, for objects too wide to search one by one. */
final class KeyTable {
    /** Members up to which a search one by one is as fast. */
    static final int WORTH_IT = 12;

    private static final int SPREAD = 0x9E3779B9;
    private static final int ROOM = 4;

    private final int[] positions;
    private final int shift;

    /** A table for up to that many keys. */
    KeyTable(int keys) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(ROOM, keys * 2));
        positions = new int[1 << bits];
        Arrays.fill(positions, -1);
        shift = Integer.SIZE - bits;
    }

    /** Position of the key among {@code keys}, or -1. */
    int find(Text[] keys, Text key) {
        for (int slot = slot(key); ; slot = (slot + 1) & (positions.length - 1)) {
            int position = positions[slot];
            if (position < 0 || keys[position].equals(key)) {
                return position;
            }
        }
    }

    /** Adds the key at that position; it must not be in the table. */
    void add(Text[] keys, int position) {
        int slot = slot(keys[position]);
        while (positions[slot] >= 0) {
            slot = (slot + 1) & (positions.length - 1);
        }
        positions[slot] = position;
    }

    private int slot(Text key) {
        return (key.hashCode() * SPREAD) >>> shift;
    }
}
