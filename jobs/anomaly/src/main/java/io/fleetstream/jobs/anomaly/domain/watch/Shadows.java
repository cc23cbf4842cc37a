package io.fleetstream.jobs.anomaly.domain.watch;

/** Where the shadow of the device at hand is; asked only if a rule asks. */
@FunctionalInterface
public interface Shadows {
    /** Where there are none. */
    Shadows NONE = () -> Shadow.NONE;

    /** The present one. */
    Shadow current();
}
