package io.fleetstream.jobs.ingest.domain.payload;

import io.fleetstream.jobs.ingest.domain.RejectedException;
import io.fleetstream.schemas.ReasonCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What an MQTT topic {@code {org}/{site}/{device_type}/{device_id}/reading} says.
 *
 * @param org organisation, {@code [A-Za-z0-9:._-]{1,128}} like the next two: the levels become
 *     directory names and labels further on, so no blanks and nothing to escape
 * @param site site
 * @param deviceType device type
 * @param deviceId device, {@code [A-Za-z0-9:_-]{1,128}}
 */
public record TopicRoute(String org, String site, String deviceType, String deviceId) {
    private static final String WANTED =
            "want {org}/{site}/{device_type}/{device_id}/reading, levels [A-Za-z0-9:._-]{1,128},"
                    + " no dot in the device id";
    private static final int LEVELS = 5;
    private static final int DEVICE_LEVEL = 3;
    private static final int LONGEST_LEVEL = 128;
    private static final byte[] LAST_LEVEL = "reading".getBytes(StandardCharsets.US_ASCII);
    private static final boolean[] ALLOWED = new boolean[1 << Byte.SIZE];

    static {
        for (char c = '0'; c <= '9'; c++) {
            ALLOWED[c] = true;
        }
        for (char c = 'a'; c <= 'z'; c++) {
            ALLOWED[c] = true;
            ALLOWED[Character.toUpperCase(c)] = true;
        }
        for (char c : ":_-.".toCharArray()) {
            ALLOWED[c] = true;
        }
    }

    /**
     * Reads a topic.
     *
     * @throws RejectedException UNKNOWN_TOPIC if it is null or not of that form
     */
    public static TopicRoute of(String topic) throws RejectedException {
        return of(topic == null ? null : topic.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a topic in UTF-8.
     *
     * @throws RejectedException UNKNOWN_TOPIC if it is null or not of that form
     */
    public static TopicRoute of(byte[] topic) throws RejectedException {
        TopicRoute route = topic == null ? null : read(topic);
        if (route == null) {
            throw new RejectedException(
                    ReasonCode.UNKNOWN_TOPIC,
                    null,
                    topic == null ? "the record names no MQTT topic" : WANTED);
        }
        return route;
    }

    /** What a topic in UTF-8 says; null if it is not of that form. */
    static TopicRoute read(byte[] topic) {
        String[] levels = new String[LEVELS - 1];
        int level = 0;
        int start = 0;
        for (int i = 0; i < topic.length; i++) {
            if (topic[i] == '/') {
                if (level == levels.length || !isName(topic, start, i, level == DEVICE_LEVEL)) {
                    return null;
                }
                levels[level++] = new String(topic, start, i - start, StandardCharsets.ISO_8859_1);
                start = i + 1;
            }
        }
        boolean complete =
                level == levels.length
                        && Arrays.equals(
                                topic, start, topic.length, LAST_LEVEL, 0, LAST_LEVEL.length);
        return complete ? new TopicRoute(levels[0], levels[1], levels[2], levels[3]) : null;
    }

    private static boolean isName(byte[] topic, int start, int end, boolean device) {
        if (end == start || end - start > LONGEST_LEVEL) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (!ALLOWED[topic[i] & 0xFF] || (device && topic[i] == '.')) {
                return false;
            }
        }
        return true;
    }
}
