package io.fleetstream.emulator.run;

/** Whose clock says when a message arrived. */
public enum ArrivalMode {
    /** The bridge's. */
    REAL,
    /**
     * The emulator's: messages go over the trusted route with the arrival as a user property, so
     * that event time may pass faster than the wall.
     */
    EMULATED
}
