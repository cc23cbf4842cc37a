package io.fleetstream.emulator.run;

/** What is wrong with one message: one thing at most. */
enum Fault {
    /** Nothing. */
    NONE,
    /** The same bytes are published a second time. */
    DUPLICATE,
    /** The payload is bad; its sequence number is used up. */
    MALFORMED,
    /** Never published; its sequence number is used up. */
    DROP,
    /** Published after the next few of its device. */
    REORDER
}
