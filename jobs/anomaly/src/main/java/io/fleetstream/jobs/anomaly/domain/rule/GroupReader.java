package io.fleetstream.jobs.anomaly.domain.rule;

import io.fleetstream.jobs.anomaly.domain.presence.DeviceGroup;
import io.fleetstream.jobs.anomaly.domain.presence.GroupSpec;
import java.time.Duration;

/** Reads whose alarms are one incident. */
final class GroupReader {
    private static final int DEVICES = 10;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final long GRACE = Duration.ofSeconds(30).toMillis();
    private static final long TELL_EVERY = Duration.ofMinutes(1).toMillis();

    private GroupReader() {}

    /** Whose they are; null if the rule does not say. */
    static DeviceGroup read(RuleNode node) {
        if (!node.has("group")) {
            return null;
        }
        RuleNode group = node.child("group");
        String by = group.text("by", "site", DeviceGroup.BY);
        String parent = group.text("parent", "");
        GroupSpec spec =
                new GroupSpec(
                        group.millis("grace", GRACE, Duration.ZERO, HOUR),
                        group.whole("devices", DEVICES, 2, GroupSpec.MOST),
                        group.millis("tell-every", TELL_EVERY, SECOND, LevelReader.LONGEST));
        group.refuseUnknown();
        if (!parent.isEmpty() && !by.startsWith("tag.")) {
            group.refuse("parent", "no parent, unless by is a tag");
            return null;
        }
        return DeviceGroup.BY.matcher(by).matches() ? new DeviceGroup(by, parent, spec) : null;
    }
}
