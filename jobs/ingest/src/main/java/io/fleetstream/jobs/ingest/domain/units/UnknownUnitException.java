package io.fleetstream.jobs.ingest.domain.units;

/** A text that is no code of a unit known here. Without a stack trace: devices send such texts. */
final class UnknownUnitException extends Exception {
    private static final long serialVersionUID = 1L;

    UnknownUnitException(String message) {
        super(message, null, false, false);
    }
}
