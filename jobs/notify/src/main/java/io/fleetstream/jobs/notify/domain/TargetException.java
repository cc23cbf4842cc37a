package io.fleetstream.jobs.notify.domain;

import java.util.List;

/** A file of targets that cannot be used, with everything that is wrong with it. */
public final class TargetException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** With a line for each fault. */
    public TargetException(List<String> faults) {
        super(String.join("; ", faults));
    }
}
