package io.fleetstream.jobs.ingest.domain.payload;

import io.fleetstream.jobs.ingest.domain.RejectedException;
import io.fleetstream.schemas.ReasonCode;
import java.util.regex.Pattern;

/**
 * What an MQTT topic {@code {org}/{site}/{device_type}/{device_id}/reading} says.
 *
 * @param org organisation
 * @param site site
 * @param deviceType device type
 * @param deviceId device, {@code [A-Za-z0-9:_-]{1,128}}
 */
public record TopicRoute(String org, String site, String deviceType, String deviceId) {
    private static final int LEVELS = 5;
    private static final String LAST_LEVEL = "reading";

    private static final Pattern DEVICE_ID = Pattern.compile("[A-Za-z0-9:_-]{1,128}");

    // The levels become directory names and labels further on: no blanks, nothing to escape.
    private static final Pattern LEVEL = Pattern.compile("[A-Za-z0-9:._-]{1,128}");

    /**
     * Reads a topic.
     *
     * @throws RejectedException UNKNOWN_TOPIC if it is null or not of that form
     */
    public static TopicRoute of(String topic) throws RejectedException {
        if (topic == null) {
            throw unknown("the record names no MQTT topic");
        }
        String[] levels = topic.split("/", LEVELS + 1);
        if (levels.length != LEVELS || !LAST_LEVEL.equals(levels[LEVELS - 1])) {
            throw unknown("want {org}/{site}/{device_type}/{device_id}/reading");
        }
        for (int i = 0; i < LEVELS - 2; i++) {
            if (!LEVEL.matcher(levels[i]).matches()) {
                throw unknown("want levels of the form " + LEVEL);
            }
        }
        if (!DEVICE_ID.matcher(levels[LEVELS - 2]).matches()) {
            throw unknown("want a device id of the form " + DEVICE_ID);
        }
        return new TopicRoute(levels[0], levels[1], levels[2], levels[LEVELS - 2]);
    }

    private static RejectedException unknown(String message) {
        return new RejectedException(ReasonCode.UNKNOWN_TOPIC, null, message);
    }
}
