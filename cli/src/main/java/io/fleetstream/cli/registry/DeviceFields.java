package io.fleetstream.cli.registry;

import java.util.List;
import java.util.Set;

/** Names of a device's fields in files, the same as in the record. */
final class DeviceFields {
    static final String DEVICE_ID = "device_id";
    static final String ORG = "org";
    static final String SITE = "site";
    static final String DEVICE_TYPE = "device_type";
    static final String MODEL = "model";
    static final String HARDWARE = "hardware";
    static final String LATITUDE = "latitude";
    static final String LONGITUDE = "longitude";
    static final String TIME_ZONE = "time_zone";
    static final String STATUS = "status";

    /** Columns that begin so are tags. */
    static final String TAG_PREFIX = "tag.";

    /** The object of tags in YAML. */
    static final String TAGS = "tags";

    static final List<String> ORDERED =
            List.of(
                    DEVICE_ID,
                    ORG,
                    SITE,
                    DEVICE_TYPE,
                    MODEL,
                    HARDWARE,
                    LATITUDE,
                    LONGITUDE,
                    TIME_ZONE,
                    STATUS);

    static final Set<String> ALL = Set.copyOf(ORDERED);

    private DeviceFields() {}

    static String unknown(String name) {
        return "'"
                + name
                + "' is no field; accepted: "
                + String.join(", ", ORDERED)
                + " and "
                + TAG_PREFIX
                + "*";
    }
}
