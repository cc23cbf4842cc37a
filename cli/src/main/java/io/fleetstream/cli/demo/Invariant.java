package io.fleetstream.cli.demo;

/**
 * Something that must hold at the end of a run.
 *
 * @param name what it says, for people
 * @param expected figure it must have
 * @param actual figure it has
 * @param ok whether they agree
 */
public record Invariant(String name, long expected, long actual, boolean ok) {

    /** The two figures must be equal. */
    public static Invariant equal(String name, long expected, long actual) {
        return new Invariant(name, expected, actual, expected == actual);
    }
}
