package io.fleetstream.jobs.anomaly.domain.presence;

import java.util.regex.Pattern;

/**
 * Which devices are a group, and when alarms of theirs are one incident.
 *
 * @param by what they have in common: {@code site}, {@code org}, {@code type}, {@code model}, or
 *     {@code tag.NAME}, where a device whose id is the value of others' tag is their parent
 * @param parentRule rule of the alarm of the parent that stands for theirs; empty for their own
 * @param spec when it is one incident
 */
public record DeviceGroup(String by, String parentRule, GroupSpec spec) {
    /** What {@code by} may be. */
    public static final Pattern BY =
            Pattern.compile("site|org|type|model|tag\\.[A-Za-z0-9_.-]{1,100}");

    private static final String TAG = "tag.";

    public DeviceGroup {
        if (!BY.matcher(by).matches()) {
            throw new IllegalArgumentException("by is " + by + ", expected " + BY);
        }
        if (!parentRule.isEmpty() && !by.startsWith(TAG)) {
            throw new IllegalArgumentException("a group by " + by + " has no parent");
        }
    }

    /** Name of the tag; empty if it is none. */
    public String tag() {
        return by.startsWith(TAG) ? by.substring(TAG.length()) : "";
    }

    /** Name of the group of devices that have this in common. */
    public String name(String value) {
        return by + "=" + value;
    }
}
