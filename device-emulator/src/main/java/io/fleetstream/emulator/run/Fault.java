package io.fleetstream.emulator.run;

/** What is wrong with one message. */
enum Fault {
    /** Nothing. */
    NONE,
    /** The same bytes are published a second time. */
    DUPLICATE,
    /** The payload is bad; its sequence number is used up. */
    MALFORMED
}
