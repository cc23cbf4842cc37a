package io.fleetstream.jobs.shadow.domain;

/** Who makes a request, as far as it can be told. */
public enum Writer {
    /** Whoever speaks MQTT: the device itself, or an application that does as AWS's do. */
    DEVICE,
    /** An operator, who writes into the log of requests directly. */
    OPERATOR,
    /** The fan-out of a change for many devices. */
    BULK,
    /** This job itself, about values whose time is over. */
    EXPIRY
}
