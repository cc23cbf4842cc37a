package io.fleetstream.emulator.replay;

import java.util.Locale;
import java.util.regex.Pattern;

/** What may stand in topics. */
final class Names {
    private static final Pattern DEVICE_ID = Pattern.compile("[A-Za-z0-9:_-]{1,128}");

    private Names() {}

    static boolean isDeviceId(String text) {
        return DEVICE_ID.matcher(text).matches();
    }

    /** The text, if it may be a device id. */
    static String deviceId(String text) {
        if (!isDeviceId(text)) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no device id: use up to 128 of A-Z a-z 0-9 : _ -");
        }
        return text;
    }

    /** A topic level made of a text: lower case, everything unusual a hyphen. */
    static String level(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "-");
    }
}
