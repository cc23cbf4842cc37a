package io.fleetstream.bridge.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What may stand in a text field of MQTT. */
public final class MqttText {
    private static final int LONGEST_BYTES = 65535;

    private MqttText() {}

    /**
     * Whether a text can travel: no control characters and none that Unicode will never assign, at
     * most 65535 bytes. MQTT leaves the former to the receiver; many refuse them, Paho among them.
     */
    public static boolean isAcceptable(String text) {
        return isReadable(text) && text.getBytes(UTF_8).length <= LONGEST_BYTES;
    }

    /** Whether a text has none of these characters. */
    public static boolean isReadable(String text) {
        return text.codePoints()
                .noneMatch(
                        c ->
                                Character.isISOControl(c)
                                        || (c >= 0xFDD0 && c <= 0xFDEF)
                                        || (c & 0xFFFE) == 0xFFFE);
    }
}
