package io.fleetstream.faults.shadow;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A topic of a shadow taken apart.
 *
 * @param device the thing
 * @param name name of the shadow; empty for the classic one
 * @param message what comes after it, for example {@code update/accepted}
 */
record ShadowAddress(String device, String name, String message) {
    private static final Pattern FORM =
            Pattern.compile("\\$aws/things/([^/]+)/shadow(?:/name/([^/]+))?/([^/]+(?:/[^/]+)?)");

    static ShadowAddress of(String topic) {
        Matcher matcher = FORM.matcher(topic);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no topic of a shadow: " + topic);
        }
        String name = matcher.group(2);
        return new ShadowAddress(matcher.group(1), name == null ? "" : name, matcher.group(3));
    }

    /** Key of the shadow's documents. */
    String key() {
        return device + "/" + name;
    }

    /** Beginning of every topic of the shadow. */
    String prefix() {
        return "$aws/things/" + device + "/shadow/" + (name.isEmpty() ? "" : "name/" + name + "/");
    }

    /** What messages call the shadow. */
    String spokenName() {
        return name.isEmpty() ? device : name;
    }
}
