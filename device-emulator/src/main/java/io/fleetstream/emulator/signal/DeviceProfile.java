package io.fleetstream.emulator.signal;

import java.util.List;

/** A type of device: its metrics and what they look like over time. Implementations are pure. */
public interface DeviceProfile {

    /** Device type as it stands in MQTT topics, lower case. */
    String type();

    /** The metrics, in the order of the payload. */
    List<MetricDefinition> metrics();

    /** Firmware versions in the field; each device runs one of them. */
    List<String> firmwares();

    /** One value per metric, in the order of {@link #metrics()}, not yet rounded. */
    double[] values(SignalContext at);
}
