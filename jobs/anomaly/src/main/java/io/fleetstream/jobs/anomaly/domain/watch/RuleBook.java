package io.fleetstream.jobs.anomaly.domain.watch;

import io.fleetstream.jobs.anomaly.domain.presence.DeviceGroup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rules that are in force, by name. For one thread. */
public final class RuleBook {
    private final Map<String, WatchedRule> rules = new TreeMap<>();

    /** A rule in a version, instead of the one before. */
    public void put(WatchedRule rule) {
        rules.put(rule.rule().id(), rule);
    }

    /** No such rule any more. */
    public void remove(String id) {
        rules.remove(id);
    }

    /** The rule of a name; null if there is none. */
    public WatchedRule get(String id) {
        return rules.get(id);
    }

    /** Whether a rule has that detector, in those settings. */
    boolean hasDetector(long key) {
        for (WatchedRule rule : rules.values()) {
            if (rule.rule().detector() != null && rule.detectorKey() == key) {
                return true;
            }
        }
        return false;
    }

    /** Rules whose alarms an alarm of that rule stands for, if it is one of the parent. */
    public List<WatchedRule> behind(String parentRule) {
        List<WatchedRule> behind = new ArrayList<>();
        for (WatchedRule rule : rules.values()) {
            DeviceGroup group = rule.rule().group();
            if (group != null && group.parentRule().equals(parentRule)) {
                behind.add(rule);
            }
        }
        return behind;
    }

    Collection<WatchedRule> all() {
        return rules.values();
    }

    boolean uses(String metric) {
        for (WatchedRule rule : rules.values()) {
            if (rule.uses(metric)) {
                return true;
            }
        }
        return false;
    }
}
