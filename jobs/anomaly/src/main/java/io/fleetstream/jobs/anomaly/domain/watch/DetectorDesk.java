package io.fleetstream.jobs.anomaly.domain.watch;

import io.fleetstream.jobs.anomaly.domain.condition.Subject;
import io.fleetstream.jobs.anomaly.domain.detector.Verdict;
import io.fleetstream.jobs.anomaly.domain.rule.DetectorSpec;
import java.util.List;

/** Shows readings to the detectors of rules, and conditions what they say. */
final class DetectorDesk {

    /** Forgets what was learned for rules that are gone, or have other settings now. */
    void forget(DeviceCard card, RuleBook rules) {
        if (!card.detectors.isEmpty()) {
            card.detectors
                    .entrySet()
                    .removeIf(one -> !isOf(rules.get(one.getKey()), one.getValue()));
        }
    }

    private static boolean isOf(WatchedRule rule, DetectorEntry entry) {
        return rule != null
                && rule.rule().detector() != null
                && rule.rule().detector().settings() == entry.settings();
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
        String id = rule.rule().id();
        DetectorEntry entry = card.detectors.get(id);
        byte[] state = entry == null ? detector.detector().begin() : entry.state();
        List<String> metrics = detector.metrics();
        double[] values = new double[metrics.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = card.values.getOrDefault(metrics.get(i), Double.NaN);
        }
        Verdict verdict = detector.detector().take(state, sample.time(), values);
        card.detectors.put(
                id, new DetectorEntry(detector.settings(), verdict.severity(), verdict.state()));
        return new DetectedSubject(device, verdict.severity(), verdict.alert());
    }

    /** The device as the rule's conditions see it while nothing comes. */
    Subject asBefore(WatchedRule rule, DeviceCard card, Subject device) {
        if (rule.rule().detector() == null) {
            return device;
        }
        DetectorEntry entry = card.detectors.get(rule.rule().id());
        return new DetectedSubject(device, entry == null ? Double.NaN : entry.severity(), false);
    }
}
