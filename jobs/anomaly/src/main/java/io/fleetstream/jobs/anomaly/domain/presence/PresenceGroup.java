package io.fleetstream.jobs.anomaly.domain.presence;

import java.util.regex.Pattern;

/**
 * Which devices are a group, and when their going offline is one incident.
 *
 * @param by what they have in common: {@code site}, {@code org}, {@code type}, {@code model}, or
 *     {@code tag.NAME}, where a device whose id is the value of others' tag is their parent
 * @param spec when it is one incident
 */
public record PresenceGroup(String by, GroupSpec spec) {
    /** What {@code by} may be. */
    public static final Pattern BY =
            Pattern.compile("site|org|type|model|tag\\.[A-Za-z0-9_.-]{1,100}");

    private static final String TAG = "tag.";

    public PresenceGroup {
        if (!BY.matcher(by).matches()) {
            throw new IllegalArgumentException("by is " + by + ", expected " + BY);
        }
    }

    /** Name of the tag; empty if it is none. */
    public String tag() {
        return by.startsWith(TAG) ? by.substring(TAG.length()) : "";
    }
}
