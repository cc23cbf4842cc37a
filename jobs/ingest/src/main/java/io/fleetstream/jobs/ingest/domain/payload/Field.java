package io.fleetstream.jobs.ingest.domain.payload;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** What the name of a member of a reading means. */
enum Field {
    DEVICE_ID("device_id", "deviceId"),
    SEQUENCE("seq", "sequence"),
    TIME("ts", "time", "timestamp"),
    BOOT_ID("boot_id", "bootId"),
    FIRMWARE("fw", "firmware"),
    METRICS("metrics"),
    READINGS("readings"),
    METRIC("metric"),
    VALUE("value"),
    VALUES("values"),
    UNIT("unit"),
    WINDOW("window_s"),
    IGNORED("tags", "meta"),
    /** Every other name is a quantity's. */
    QUANTITY;

    private static final Map<String, Field> BY_NAME =
            Arrays.stream(values())
                    .flatMap(
                            field ->
                                    Arrays.stream(field.names)
                                            .map(name -> Map.entry(name, field)))
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    Map.Entry::getKey, Map.Entry::getValue));

    private final String[] names;

    Field(String... names) {
        this.names = names;
    }

    /** Meaning of a name. */
    static Field named(String name) {
        return BY_NAME.getOrDefault(name, QUANTITY);
    }
}
