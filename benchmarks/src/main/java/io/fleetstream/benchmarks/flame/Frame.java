package io.fleetstream.benchmarks.flame;

import java.util.Map;
import java.util.TreeMap;

/** One method within its callers, with the samples taken in it and in whatever it called. */
final class Frame {
    private final String name;
    private final Map<String, Frame> callees = new TreeMap<>();
    private long samples;

    Frame(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    long samples() {
        return samples;
    }

    Iterable<Frame> callees() {
        return callees.values();
    }

    /** Counts one more sample here. */
    void hit() {
        samples++;
    }

    /** The frame of a method called from here. */
    Frame callee(String method) {
        return callees.computeIfAbsent(method, Frame::new);
    }

    /** Greatest number of frames on top of each other, this one included. */
    int depth() {
        int deepest = 0;
        for (Frame callee : callees()) {
            deepest = Math.max(deepest, callee.depth());
        }
        return deepest + 1;
    }
}
