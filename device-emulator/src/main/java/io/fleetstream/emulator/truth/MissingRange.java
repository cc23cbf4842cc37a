package io.fleetstream.emulator.truth;

/**
 * Numbers of one boot that never came although greater ones did.
 *
 * @param device whose
 * @param boot of which the numbers are
 * @param from first number missing
 * @param to last number missing, inclusive
 */
public record MissingRange(String device, String boot, long from, long to) {

    /** How many numbers. */
    public long count() {
        return to - from + 1;
    }
}
