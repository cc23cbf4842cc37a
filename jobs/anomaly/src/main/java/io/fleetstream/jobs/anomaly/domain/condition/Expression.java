package io.fleetstream.jobs.anomaly.domain.condition;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A condition in the Common Expression Language, as compiled by {@link ExpressionCompiler}. What
 * fails, for instance because a value is missing, is unknown.
 */
public final class Expression implements Condition {
    private final String metric;
    private final Set<String> metrics;
    private final Program program;

    Expression(String metric, Set<String> metrics, Program program) {
        this.metric = metric;
        this.metrics = metrics;
        this.program = program;
    }

    @Override
    public Truth test(Subject subject) {
        Map<String, Object> known = new HashMap<>();
        Map<String, Double> values = new HashMap<>();
        for (String name : metrics) {
            double value = subject.metric(name);
            if (!Double.isNaN(value)) {
                values.put(name, value);
            }
        }
        known.put(ExpressionCompiler.METRICS, values);
        if (metric != null && values.containsKey(metric)) {
            known.put(ExpressionCompiler.VALUE, values.get(metric));
            Cohort cohort = subject.cohort(metric);
            if (cohort != null && cohort.devices() >= Cohort.FEWEST) {
                known.put(ExpressionCompiler.COHORT, map(cohort));
            }
        }
        known.put(ExpressionCompiler.DEVICE, subject.device());
        known.put(ExpressionCompiler.SHADOW, subject.shadow());
        try {
            return Truth.of(Boolean.TRUE.equals(program.eval(known)));
        } catch (CelEvaluationException e) {
            return Truth.UNKNOWN;
        }
    }

    @Override
    public Set<String> metrics() {
        return metrics;
    }

    private static Map<String, Double> map(Cohort cohort) {
        return Map.of(
                "median", cohort.median(),
                "deviation", cohort.deviation(),
                "devices", (double) cohort.devices());
    }
}
