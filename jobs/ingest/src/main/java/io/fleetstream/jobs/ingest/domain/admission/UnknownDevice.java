package io.fleetstream.jobs.ingest.domain.admission;

/** What becomes of messages of a device that the registry does not know. */
public enum UnknownDevice {
    /** They wait for its registration. */
    QUARANTINE,
    /** They become dead letters. */
    REJECT,
    /** They are stored under what their MQTT topic says. */
    ACCEPT
}
