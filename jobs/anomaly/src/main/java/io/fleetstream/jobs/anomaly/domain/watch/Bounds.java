package io.fleetstream.jobs.anomaly.domain.watch;

/** How far the readings of devices may be out of order. */
@FunctionalInterface
public interface Bounds {
    /** For a device of which that is known, in milliseconds; not negative. */
    long of(Attributes device);
}
