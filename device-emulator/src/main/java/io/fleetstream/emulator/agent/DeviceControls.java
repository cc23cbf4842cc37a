package io.fleetstream.emulator.agent;

import io.fleetstream.emulator.payload.Software;

/** What commands and settings change about a device. */
public interface DeviceControls {
    /** Starts the device again: a new boot, a new connection. */
    void reboot();

    /**
     * Changes how often it measures.
     *
     * @param seconds wanted; positive
     * @return what it is from now on, in seconds: the nearest it can
     */
    double interval(double seconds);

    /** What it runs. */
    Software software();
}
