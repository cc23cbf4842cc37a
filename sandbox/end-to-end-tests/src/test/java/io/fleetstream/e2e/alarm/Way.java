package io.fleetstream.e2e.alarm;

/** In which way the readings of a vector come. */
public enum Way {
    /** As they were measured. */
    IN_ORDER,

    /** Out of order, within the bound. */
    SHUFFLED,

    /** Each of them twice. */
    TWICE
}
