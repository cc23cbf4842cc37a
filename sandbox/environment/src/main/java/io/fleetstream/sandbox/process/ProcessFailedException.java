package io.fleetstream.sandbox.process;

import io.fleetstream.sandbox.SandboxException;

/** A process ended, or hangs, before it did what it was started for. */
final class ProcessFailedException extends SandboxException {
    private static final long serialVersionUID = 1L;

    private final boolean portTaken;

    ProcessFailedException(String name, String what, ProcessLog log) {
        super(name + " " + what + "; its log, " + log.file() + ", ends with:\n" + log.tail());
        portTaken = log.saysPortTaken();
    }

    /** Whether somebody else listened on its port. */
    boolean portTaken() {
        return portTaken;
    }
}
