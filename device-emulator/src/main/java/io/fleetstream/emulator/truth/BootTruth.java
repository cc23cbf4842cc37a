package io.fleetstream.emulator.truth;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The good messages of one boot, in the order in which they were published. */
final class BootTruth {
    private final BitSet accepted = new BitSet();
    private long copies;
    private long fills;
    private int highest;

    void good(long sequence) {
        int number = Math.toIntExact(sequence);
        if (accepted.get(number)) {
            copies++;
            return;
        }
        accepted.set(number);
        if (number < highest) {
            fills++;
        }
        highest = Math.max(highest, number);
    }

    /** A message turned out not to have arrived. */
    void refused(long sequence) {
        accepted.clear(Math.toIntExact(sequence));
    }

    /** A second copy turned out not to have arrived. */
    void copyRefused() {
        copies--;
    }

    long accepted() {
        return accepted.cardinality();
    }

    long copies() {
        return copies;
    }

    /** Messages that came after a greater one. */
    long fills() {
        return fills;
    }

    boolean contains(long sequence) {
        return accepted.get(Math.toIntExact(sequence));
    }

    /** Between the smallest and the greatest number accepted. */
    List<MissingRange> missing(String device, String boot) {
        List<MissingRange> ranges = new ArrayList<>();
        int seen = accepted.nextSetBit(0);
        while (seen >= 0) {
            int gap = accepted.nextClearBit(seen);
            seen = accepted.nextSetBit(gap);
            if (seen >= 0) {
                ranges.add(new MissingRange(device, boot, gap, seen - 1));
            }
        }
        return ranges;
    }
}
