package io.fleetstream.bridge.uplink;

import io.fleetstream.bridge.config.ConfigException;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * An MQTT topic with names for its variable levels, such as {@code
 * {org}/{site}/{device_type}/{device_id}/reading}: a filter to subscribe to, and the place of the
 * device id.
 */
final class TopicTemplate {
    private static final String DEVICE_ID = "{device_id}";
    private static final String REST = "#";

    private final String[] levels;
    private final boolean open;
    private final int deviceLevel;

    private TopicTemplate(String[] levels, boolean open, int deviceLevel) {
        this.levels = levels;
        this.open = open;
        this.deviceLevel = deviceLevel;
    }

    /**
     * Reads a template.
     *
     * @throws ConfigException if it has no or two device ids, or wildcards in wrong places
     */
    static TopicTemplate parse(String text) {
        String[] levels = text.split("/", -1);
        boolean open = levels[levels.length - 1].equals(REST);
        String[] fixed = open ? Arrays.copyOf(levels, levels.length - 1) : levels;
        int deviceLevel = Arrays.asList(fixed).indexOf(DEVICE_ID);
        if (deviceLevel < 0 || deviceLevel != Arrays.asList(fixed).lastIndexOf(DEVICE_ID)) {
            throw unusable(text, "exactly one level " + DEVICE_ID);
        }
        for (String level : fixed) {
            if (!isVariable(level) && level.matches(".*[+#{}\\u0000].*")) {
                throw unusable(
                        text, "levels such as reading or {site}, and # as the last one only");
            }
        }
        return new TopicTemplate(fixed, open, deviceLevel);
    }

    /** The MQTT topic filter that brings every topic of this form. */
    String filter() {
        String fixed =
                Arrays.stream(levels)
                        .map(level -> isVariable(level) ? "+" : level)
                        .collect(Collectors.joining("/"));
        return open ? fixed + "/" + REST : fixed;
    }

    /** Whether a topic, given by its levels, has this form. */
    boolean matches(String[] topic) {
        if (open ? topic.length < levels.length : topic.length != levels.length) {
            return false;
        }
        for (int i = 0; i < levels.length; i++) {
            if (!isVariable(levels[i]) && !levels[i].equals(topic[i])) {
                return false;
            }
        }
        return true;
    }

    /** The device id in a topic of this form. */
    String deviceId(String[] topic) {
        return topic[deviceLevel];
    }

    /** Which level has that name, braces included; -1 for none. */
    int levelOf(String variable) {
        return Arrays.asList(levels).indexOf(variable);
    }

    /** Whether a level of a template is a name in braces. */
    static boolean isVariable(String level) {
        return level.length() > 2 && level.charAt(0) == '{' && level.endsWith("}");
    }

    private static ConfigException unusable(String text, String expected) {
        return new ConfigException(
                "routes[].topics: " + text + " is not accepted; expected " + expected);
    }
}
