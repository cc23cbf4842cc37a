package io.fleetstream.jobs.anomaly.domain.watch;

import io.fleetstream.jobs.anomaly.domain.alarm.AlarmMachine;
import io.fleetstream.jobs.anomaly.domain.presence.PresenceMachine;
import io.fleetstream.jobs.anomaly.domain.rule.AlarmRule;
import io.fleetstream.jobs.anomaly.domain.rule.RuleMode;
import io.fleetstream.jobs.anomaly.domain.rule.RuleReader;
import java.time.ZoneId;
import java.util.Set;

/** A version of a rule with the machines that follow it. Immutable. */
public final class WatchedRule {
    private final AlarmRule rule;
    private final int version;
    private final boolean everywhere;
    private final Set<String> metrics;
    private final AlarmMachine alarms;
    private final PresenceMachine presence;
    private final long detectorKey;

    /** With its version as the operator counts. */
    public WatchedRule(AlarmRule rule, int version) {
        this.rule = rule;
        this.version = version;
        this.everywhere = rule.devices().toString().equals(RuleReader.EVERY_DEVICE);
        this.metrics = Set.copyOf(rule.metrics());
        this.alarms = new AlarmMachine(rule.spec());
        this.detectorKey =
                rule.detector() == null
                        ? 0
                        : DetectorEntry.key(rule.id(), rule.detector().settings());
        this.presence = rule.isPresence() ? new PresenceMachine(rule.presence()) : null;
    }

    /** The rule. */
    public AlarmRule rule() {
        return rule;
    }

    /** Its version. */
    public int version() {
        return version;
    }

    AlarmMachine alarms() {
        return alarms;
    }

    PresenceMachine presence() {
        return presence;
    }

    ZoneId zone(Attributes device) {
        return rule.zone() == null ? device.zoneId() : rule.zone();
    }

    /** Whether it is in force for a device. */
    boolean appliesTo(String device, DeviceCard card) {
        return rule.mode() != RuleMode.OFF
                && (everywhere || rule.devices().matches(card.traits(device)));
    }

    /** Whether a reading says anything about it. */
    boolean concerns(Sample sample) {
        if (metrics.isEmpty()) {
            return true;
        }
        for (Sample.MetricValue value : sample.values()) {
            if (metrics.contains(value.metric())) {
                return true;
            }
        }
        return false;
    }

    /** Tells its detector, in these settings, from others; 0 if it has none. */
    long detectorKey() {
        return detectorKey;
    }

    /** Whether a reading is one for its detector. */
    boolean isDetected(Sample sample) {
        for (Sample.MetricValue value : sample.values()) {
            if (rule.detector().metrics().contains(value.metric())) {
                return true;
            }
        }
        return false;
    }

    /** Metrics that can change anything. */
    Set<String> metrics() {
        return metrics;
    }
}
