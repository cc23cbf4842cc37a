package io.fleetstream.sandbox.support;

/** A question to a service: do you work yet? */
@FunctionalInterface
public interface Check {
    /** Asks once, within a few seconds; false if there is no answer or the wrong one. */
    boolean passes() throws InterruptedException;
}
