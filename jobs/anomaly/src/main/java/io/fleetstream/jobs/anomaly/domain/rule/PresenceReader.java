package io.fleetstream.jobs.anomaly.domain.rule;

import io.fleetstream.jobs.anomaly.domain.alarm.Level;
import io.fleetstream.jobs.anomaly.domain.presence.PresenceSpec;
import java.time.Duration;

/** Reads when a device, or one of its metrics, counts as offline. */
final class PresenceReader {
    private static final int MOST_TIMES = 1000;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private PresenceReader() {}

    /** How bad that is. */
    static Level level(RuleNode node) {
        return Level.atOnce(node.choice("severity", Severity.MAJOR, Severity.class).rank());
    }

    /** When it does. What a device says of itself does not concern a single metric. */
    static PresenceSpec spec(RuleNode node, boolean ofMetric) {
        PresenceSpec defaults = PresenceSpec.DEFAULT;
        node.has("severity");
        node.has("group");
        if (ofMetric && node.has("offline-after")) {
            node.refuse("offline-after", "no such key in a rule with a metric");
        }
        long offlineAfter =
                node.millis(
                        "offline-after",
                        defaults.offlineAfter(),
                        Duration.ZERO,
                        LevelReader.LONGEST);
        int times = node.whole("times", defaults.times(), 0, MOST_TIMES);
        long interval = node.millis("interval", 0, SECOND, LevelReader.LONGEST);
        if (ofMetric && times == 0) {
            node.refuse("times", "1 or more in a rule with a metric");
        }
        node.refuseUnknown();
        return new PresenceSpec(
                ofMetric ? -1 : offlineAfter, times, interval, defaults.least(), defaults.most());
    }
}
