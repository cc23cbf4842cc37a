package io.fleetstream.jobs.anomaly.domain.watch;

import io.fleetstream.jobs.anomaly.domain.presence.DeviceGroup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The rules that are in force, by name. Made for many readings between two changes. One thread. */
public final class RuleBook {
    private final Map<String, WatchedRule> rules = new TreeMap<>();
    private final Map<String, WatchedRule> gone = new TreeMap<>();
    private final List<WatchedRule> ofValues = new ArrayList<>();
    private final List<WatchedRule> ofPresence = new ArrayList<>();
    private final Set<String> metrics = new HashSet<>();

    /** A rule in a version, instead of the one before. */
    public void put(WatchedRule rule) {
        rules.put(rule.rule().id(), rule);
        gone.remove(rule.rule().id());
        sort();
    }

    /** No such rule any more. */
    public void remove(String id) {
        WatchedRule removed = rules.remove(id);
        if (removed != null) {
            gone.put(id, removed);
        }
        sort();
    }

    /** A rule that is no more, as it was last. */
    public void putGone(WatchedRule rule) {
        gone.put(rule.rule().id(), rule);
    }

    /** A rule that is no more, as it was last; null if none is known. */
    public WatchedRule gone(String id) {
        return gone.get(id);
    }

    /** The rule of a name; null if there is none. */
    public WatchedRule get(String id) {
        return rules.get(id);
    }

    /** Whether a rule has that detector, in those settings. */
    boolean hasDetector(long key) {
        for (int index = 0; index < ofValues.size(); index++) {
            WatchedRule rule = ofValues.get(index);
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

    /** Rules about values, by name. */
    List<WatchedRule> ofValues() {
        return ofValues;
    }

    /** Rules about devices being there, by name. */
    List<WatchedRule> ofPresence() {
        return ofPresence;
    }

    /** Whether a rule about values names the metric. */
    boolean uses(String metric) {
        return metrics.contains(metric);
    }

    private void sort() {
        ofValues.clear();
        ofPresence.clear();
        metrics.clear();
        for (WatchedRule rule : rules.values()) {
            if (rule.rule().isPresence()) {
                ofPresence.add(rule);
            } else {
                ofValues.add(rule);
                metrics.addAll(rule.metrics());
            }
        }
    }
}
