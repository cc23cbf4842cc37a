package io.fleetstream.cli.archive;

import java.util.Locale;

/** What is archived. */
public enum Dataset {
    /** Values, by event time. */
    READINGS,
    /** Windows, by their start. */
    AGGREGATES,
    /** Messages of devices, by arrival. */
    RAW;

    /** Its directory. */
    public String directory() {
        return name().toLowerCase(Locale.ROOT);
    }
}
