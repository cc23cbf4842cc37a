package io.fleetstream.cli.shadow;

import java.util.regex.Pattern;

/**
 * A shadow of a device.
 *
 * @param device the thing, {@code [A-Za-z0-9:_-]{1,128}}
 * @param name name of the shadow, {@code [$a-zA-Z0-9:_-]{1,64}}; empty for the classic one
 */
public record ShadowAddress(String device, String name) {
    private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9:_-]{1,128}");
    private static final Pattern NAME = Pattern.compile("[$A-Za-z0-9:_-]{0,64}");

    /**
     * Checks both.
     *
     * @throws IllegalArgumentException saying what is accepted
     */
    public ShadowAddress {
        if (!DEVICE.matcher(device).matches()) {
            throw new IllegalArgumentException(
                    "'" + device + "' is no device id; accepted: " + DEVICE);
        }
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no name of a shadow; accepted: [$A-Za-z0-9:_-]{1,64}");
        }
    }

    /** Topic of a request, {@code get}, {@code update} or {@code delete}. */
    public String topic(String operation) {
        return prefix() + operation;
    }

    /** What follows the shadow's own part in a topic; empty for the topic of another shadow. */
    public String rest(String topic) {
        String prefix = prefix();
        String rest = topic.startsWith(prefix) ? topic.substring(prefix.length()) : "";
        return rest.startsWith("name/") ? "" : rest;
    }

    private String prefix() {
        return "$aws/things/" + device + "/shadow/" + (name.isEmpty() ? "" : "name/" + name + "/");
    }
}
