package io.fleetstream.jobs.shadow.domain.beyond;

/**
 * Something to be told about a value of a shadow.
 *
 * @param kind what happened
 * @param path JSON Pointer of the value, from the state on
 * @param since since when it had been so, microseconds since the epoch
 * @param at when it happened
 * @param detail JSON object with more; null for nothing
 */
public record Notice(Kind kind, String path, long since, long at, String detail) {
    /** What can be told. */
    public enum Kind {
        /** A desired value outlived its time. */
        EXPIRED,
        /** A reported value goes to and fro. */
        FLAPPING,
        /** Two writers wrote the value without knowing of each other. */
        CONCURRENT
    }
}
