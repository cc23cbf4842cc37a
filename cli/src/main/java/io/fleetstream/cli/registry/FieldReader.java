package io.fleetstream.cli.registry;

import io.fleetstream.schemas.DeviceStatus;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Takes the fields of one line, each with what the registry has if the line does not say. */
final class FieldReader {
    private static final Pattern DEVICE_ID = Pattern.compile("[A-Za-z0-9:_-]{1,128}");

    /** What may be a level of an MQTT topic, and of a path of files. */
    private static final Pattern NAME = Pattern.compile("[^/+#=\\p{Cntrl}]{1,128}");

    private final Map<String, String> fields;

    FieldReader(Map<String, String> fields) {
        this.fields = fields;
    }

    String deviceId() throws BadFieldException {
        String id = fields.getOrDefault(DeviceFields.DEVICE_ID, "");
        if (!DEVICE_ID.matcher(id).matches()) {
            throw bad(DeviceFields.DEVICE_ID, id, "1 to 128 of A-Z a-z 0-9 : _ -");
        }
        return id;
    }

    /** A name that must be there. */
    String name(String field, String known) throws BadFieldException {
        String value = fields.get(field);
        if (value == null && known != null) {
            return known;
        }
        if (value == null || !NAME.matcher(value).matches()) {
            throw bad(field, value, "1 to 128 characters without / + # =");
        }
        return value;
    }

    /** Any text; null if it is cleared. */
    String text(String field, String known) {
        String value = fields.get(field);
        if (value == null) {
            return known;
        }
        return value.isEmpty() ? null : value;
    }

    Double degrees(String field, double most, Double known) throws BadFieldException {
        String value = fields.get(field);
        if (value == null) {
            return known;
        }
        if (value.isEmpty()) {
            return null;
        }
        String accepted = "degrees from -" + (int) most + " to " + (int) most;
        try {
            double degrees = Double.parseDouble(value);
            if (Math.abs(degrees) <= most) {
                return degrees;
            }
        } catch (NumberFormatException e) {
            throw bad(field, value, accepted);
        }
        throw bad(field, value, accepted);
    }

    String zone(String field, String known) throws BadFieldException {
        String value = text(field, known);
        try {
            return value == null ? null : ZoneId.of(value).getId();
        } catch (DateTimeException e) {
            throw bad(field, value, "an IANA name such as Europe/Paris");
        }
    }

    DeviceStatus status(String field, DeviceStatus known) throws BadFieldException {
        String value = text(field, known.name());
        if (value == null) {
            return DeviceStatus.ACTIVE;
        }
        try {
            return DeviceStatus.valueOf(value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw bad(field, value, Arrays.toString(DeviceStatus.values()));
        }
    }

    private static BadFieldException bad(String field, String value, String accepted) {
        return new BadFieldException(
                value == null
                        ? field + " is missing; accepted: " + accepted
                        : field + " is '" + value + "'; accepted: " + accepted);
    }
}
