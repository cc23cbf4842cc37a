package io.fleetstream.jobs.ingest.domain.payload;

/** What the name of a member of a reading means. */
enum Field {
    DEVICE_ID,
    SEQUENCE,
    TIME,
    BOOT_ID,
    FIRMWARE,
    METRICS,
    READINGS,
    METRIC,
    VALUE,
    VALUES,
    UNIT,
    WINDOW,
    IGNORED,
    /** Every other name is a quantity's. */
    QUANTITY;

    /** Meaning of a name. */
    static Field named(String name) {
        return switch (name) {
            case "device_id", "deviceId" -> DEVICE_ID;
            case "seq", "sequence" -> SEQUENCE;
            case "ts", "time", "timestamp" -> TIME;
            case "boot_id", "bootId" -> BOOT_ID;
            case "fw", "firmware" -> FIRMWARE;
            case "metrics" -> METRICS;
            case "readings" -> READINGS;
            case "metric" -> METRIC;
            case "value" -> VALUE;
            case "values" -> VALUES;
            case "unit" -> UNIT;
            case "window_s" -> WINDOW;
            case "tags", "meta" -> IGNORED;
            default -> QUANTITY;
        };
    }
}
