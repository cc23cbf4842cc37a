package io.fleetstream.jobs.anomaly.domain.rule;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetstream.jobs.anomaly.domain.condition.AllOf;
import io.fleetstream.jobs.anomaly.domain.condition.AnyOf;
import io.fleetstream.jobs.anomaly.domain.condition.Comparison;
import io.fleetstream.jobs.anomaly.domain.condition.Condition;
import io.fleetstream.jobs.anomaly.domain.condition.ExpressionCompiler;
import io.fleetstream.jobs.anomaly.domain.condition.ExpressionException;
import io.fleetstream.jobs.anomaly.domain.condition.Operand;
import io.fleetstream.jobs.anomaly.domain.condition.Threshold;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a condition: comparisons and trees of them, which all must hold, or an expression. */
final class ConditionReader {
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+){0,9}");
    private static final int MOST_LEVELS = 8;
    private static final double MOST_DEVIATIONS = 1000;

    private static final Map<Comparison, String> KEYS =
            new EnumMap<>(
                    Map.of(
                            Comparison.ABOVE, "above",
                            Comparison.BELOW, "below",
                            Comparison.AT_LEAST, "at-least",
                            Comparison.AT_MOST, "at-most",
                            Comparison.EQUAL, "equal",
                            Comparison.NOT_EQUAL, "not-equal"));

    private final ExpressionCompiler compiler;

    ConditionReader(ExpressionCompiler compiler) {
        this.compiler = compiler;
    }

    /** What an object says; empty if it says nothing, or says it wrong. */
    Optional<Condition> read(RuleNode node, String metric) {
        return read(node, metric, 0);
    }

    private Optional<Condition> read(RuleNode node, String inherited, int depth) {
        if (depth > MOST_LEVELS) {
            node.refuse("", "at most " + MOST_LEVELS + " conditions inside each other");
            return Optional.empty();
        }
        String metric = node.text("metric", inherited);
        List<Condition> parts = new ArrayList<>();
        KEYS.forEach((comparison, key) -> compare(node, key, comparison, metric, parts));
        if (node.has("all")) {
            several(node, "all", metric, depth).ifPresent(all -> parts.add(new AllOf(all)));
        }
        if (node.has("any")) {
            several(node, "any", metric, depth).ifPresent(any -> parts.add(new AnyOf(any)));
        }
        if (node.has("when")) {
            try {
                parts.add(compiler.compile(node.text("when", ""), metric));
            } catch (ExpressionException e) {
                node.refuse("when", "an expression: " + e.getMessage());
            }
        }
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(parts.size() == 1 ? parts.get(0) : new AllOf(parts));
    }

    private Optional<List<Condition>> several(RuleNode node, String key, String metric, int depth) {
        List<Condition> parts = new ArrayList<>();
        for (RuleNode child : node.children(key)) {
            Optional<Condition> part = read(child, metric, depth + 1);
            if (part.isEmpty()) {
                child.refuse("", "a condition");
            }
            part.ifPresent(parts::add);
            child.refuseUnknown();
        }
        if (parts.isEmpty()) {
            node.refuse(key, "a list of conditions");
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(parts);
    }

    private static void compare(
            RuleNode node, String key, Comparison comparison, String metric, List<Condition> to) {
        if (!node.has(key)) {
            return;
        }
        if (metric == null) {
            node.refuse(key, "a metric beside it, or in the rule");
            return;
        }
        to.add(new Threshold(metric, comparison, operand(node, key, metric)));
    }

    private static Operand operand(RuleNode node, String key, String metric) {
        JsonNode value = node.get(key);
        if (!value.isObject()) {
            return Operand.number(node.number(key, Double.NaN));
        }
        RuleNode child = node.child(key);
        Operand operand;
        if (child.has("attribute")) {
            String path = child.text("attribute", "", PATH);
            operand = Operand.attribute(path, child.number("otherwise", Double.NaN));
        } else if (child.has("deviations")) {
            double deviations = child.number("deviations", Double.NaN);
            if (Math.abs(deviations) > MOST_DEVIATIONS) {
                child.refuse("deviations", "from -1000 to 1000");
            }
            operand = Operand.cohort(metric, deviations);
        } else {
            node.refuse(key, "a number, an attribute, or deviations from the cohort");
            operand = Operand.number(Double.NaN);
        }
        Operand moved = operand.plus(child.number("plus", 0));
        child.refuseUnknown();
        return moved;
    }
}
