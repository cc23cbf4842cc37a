package io.fleetstream.jobs.anomaly.domain.watch;

import io.fleetstream.jobs.anomaly.domain.condition.Cohort;
import io.fleetstream.jobs.anomaly.domain.condition.Subject;
import io.fleetstream.jobs.anomaly.domain.rule.DetectorSpec;
import java.util.Map;

/**
 * A device with what a detector says of it, as two more metrics.
 *
 * @param subject the device
 * @param severity not a number while it is not known
 * @param alert whether there is one now
 */
record DetectedSubject(Subject subject, double severity, boolean alert) implements Subject {
    @Override
    public double metric(String name) {
        return switch (name) {
            case DetectorSpec.SEVERITY_METRIC -> severity;
            case DetectorSpec.ALERT_METRIC -> alert ? 1 : 0;
            default -> subject.metric(name);
        };
    }

    @Override
    public Map<String, ?> device() {
        return subject.device();
    }

    @Override
    public Map<String, ?> shadow() {
        return subject.shadow();
    }

    @Override
    public Cohort cohort(String metric) {
        return subject.cohort(metric);
    }
}
