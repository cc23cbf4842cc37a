package io.fleetstream.jobs.anomaly.domain.watch;

/** How far the readings of devices may be out of order. */
@FunctionalInterface
public interface Bounds {
    /** For the device of a card, in milliseconds; not negative. */
    long of(DeviceCard card);
}
