package io.fleetstream.jobs.anomaly.domain.watch;

import io.fleetstream.jobs.anomaly.domain.condition.Subject;
import io.fleetstream.jobs.anomaly.domain.detector.Verdict;
import io.fleetstream.jobs.anomaly.domain.rule.DetectorSpec;
import java.util.List;

/** Shows readings to the detectors of rules, and conditions what they say. */
final class DetectorDesk {

    /** Forgets what was learned for rules that are gone, or have other settings now. */
    void forget(DeviceCard card, RuleBook rules) {
        if (card.detectors.isEmpty()) {
            return;
        }
        for (int i = card.detectors.size() - 1; i >= 0; i--) {
            if (!rules.hasDetector(card.detectors.get(i).key())) {
                card.detectors.remove(i);
            }
        }
    }

    /** Forgets what was learned for that rule. */
    void forget(DeviceCard card, WatchedRule rule) {
        card.detectors.remove(find(card, rule));
    }

    private static DetectorEntry find(DeviceCard card, WatchedRule rule) {
        for (int i = 0; i < card.detectors.size(); i++) {
            DetectorEntry entry = card.detectors.get(i);
            if (entry.key() == rule.detectorKey()) {
                return entry;
            }
        }
        return null;
    }

    /**
     * Shows a reading to the detector of a rule, if it has one and the reading is about its
     * metrics. Of several metrics those that the reading lacks are as they were last.
     *
     * @return the device as the rule's conditions see it now
     */
    Subject show(WatchedRule rule, DeviceCard card, Sample sample, Subject device) {
        DetectorSpec detector = rule.rule().detector();
        if (detector == null || !rule.isDetected(sample)) {
            return asBefore(rule, card, device);
        }
        DetectorEntry entry = find(card, rule);
        if (entry == null) {
            entry = new DetectorEntry(rule.detectorKey(), Double.NaN, detector.detector().begin());
            card.detectors.add(entry);
        }
        List<String> metrics = detector.metrics();
        double[] values = new double[metrics.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(metrics.get(i), sample, card);
        }
        Verdict verdict = detector.detector().take(entry.state(), sample.time(), values);
        entry.set(verdict.severity(), verdict.state());
        return new DetectedSubject(device, verdict.severity(), verdict.alert());
    }

    private static double value(String metric, Sample sample, DeviceCard card) {
        double value = Double.NaN;
        for (Sample.MetricValue one : sample.values()) {
            value = one.metric().equals(metric) ? one.value() : value;
        }
        return Double.isNaN(value) ? card.values.get(metric) : value;
    }

    /** The device as the rule's conditions see it while nothing comes. */
    Subject asBefore(WatchedRule rule, DeviceCard card, Subject device) {
        if (rule.rule().detector() == null) {
            return device;
        }
        DetectorEntry entry = find(card, rule);
        return new DetectedSubject(device, entry == null ? Double.NaN : entry.severity(), false);
    }
}
