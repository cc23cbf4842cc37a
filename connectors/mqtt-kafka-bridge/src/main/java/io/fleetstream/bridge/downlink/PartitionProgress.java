package io.fleetstream.bridge.downlink;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How far one partition is done. Records finish in any order; what may be committed is the offset
 * of the first that is not finished. Thread-safe.
 */
final class PartitionProgress {
    // guarded by this
    private final Deque<Step> steps = new ArrayDeque<>();
    private long next;
    private long committed;

    /** Starts at the offset that will be read first. */
    PartitionProgress(long position) {
        next = position;
        committed = position;
    }

    /** Notes that a record is under way; offsets grow from call to call. */
    synchronized Step begin(long offset) {
        Step step = new Step(offset);
        steps.add(step);
        return step;
    }

    /** Notes that a record is finished: published, expired or refused for good. */
    synchronized void finish(Step step) {
        step.finished = true;
        while (!steps.isEmpty() && steps.peek().finished) {
            next = steps.poll().offset + 1;
        }
    }

    /** Forgets the record begun last, as if it had not been read. */
    synchronized void cancel(Step step) {
        steps.removeLastOccurrence(step);
    }

    /** Forgets what is under way; returns the offset to read from again. */
    synchronized long rewind() {
        steps.clear();
        return next;
    }

    /** The offset to commit, or -1 if there is nothing new. */
    synchronized long toCommit() {
        return next == committed ? -1 : next;
    }

    /** Notes a commit that succeeded. */
    synchronized void committed(long offset) {
        committed = Math.max(committed, offset);
    }

    /** One record under way. */
    static final class Step {
        private final long offset;
        private boolean finished;

        private Step(long offset) {
            this.offset = offset;
        }
    }
}
