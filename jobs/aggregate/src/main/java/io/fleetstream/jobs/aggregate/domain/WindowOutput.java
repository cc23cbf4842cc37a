package io.fleetstream.jobs.aggregate.domain;

/** Where the windows of a device put what they have to say. */
public interface WindowOutput {
    /** A row of a window; what it holds is not changed later. */
    void row(WindowRow row);

    /**
     * A reading that came too late for a window or for the roll-ups.
     *
     * @param behind microseconds it lies behind the device's greatest event time
     */
    void late(DeviceSamples samples, long behind);

    /** Something for the roll-ups. */
    void delta(Delta delta);
}
