package io.fleetstream.jobs.anomaly.domain.rule;

import io.fleetstream.jobs.anomaly.domain.condition.Comparison;
import io.fleetstream.jobs.anomaly.domain.condition.Condition;
import io.fleetstream.jobs.anomaly.domain.condition.Operand;
import io.fleetstream.jobs.anomaly.domain.condition.Threshold;
import io.fleetstream.jobs.anomaly.domain.detector.Detector;
import java.util.List;

/**
 * The detector of a rule.
 *
 * @param metrics what it watches; more than one only if it looks at them together
 * @param detector itself; for one thread
 * @param settings tells its settings from others: with other settings it learns anew
 */
public record DetectorSpec(List<String> metrics, Detector detector, int settings) {
    /** The metric that conditions of the rule know its severity by, in units of its limit. */
    public static final String SEVERITY_METRIC = "anomaly";

    /** The metric that is 1 when it gives an alert, else 0. */
    public static final String ALERT_METRIC = "anomaly.alert";

    /** What raises a level that has no condition of its own. */
    static final Condition ALERT =
            new Threshold(ALERT_METRIC, Comparison.AT_LEAST, Operand.number(1));

    public DetectorSpec {
        metrics = List.copyOf(metrics);
    }

    /** What ends such a level: things are usual again, by a margin. */
    static Condition calm(double margin) {
        return new Threshold(SEVERITY_METRIC, Comparison.BELOW, Operand.number(1 - margin));
    }
}
