package io.fleetstream.benchmarks.shadow;

/**
 * The books of the job under way in this process; its sinks reach them through a serialised job
 * graph, hence static. Written by one thread, read when the job has ended.
 */
final class Ledger {
    private static volatile Books books = new Books();

    private Ledger() {}

    /** New books, before each job. */
    static void reset() {
        books = new Books();
    }

    static Books books() {
        return books;
    }
}
