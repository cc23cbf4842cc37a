package io.fleetstream.emulator.truth;

/** Takes the truth. Implementations used by a run are thread-safe. */
@FunctionalInterface
public interface TruthSink {
    /** A sink that forgets. */
    TruthSink NOWHERE = record -> {};

    /** Takes one line; lines of one device come in order. */
    void accept(TruthRecord record);
}
