package io.fleetstream.jobs.anomaly.domain.rule;

import io.fleetstream.jobs.anomaly.domain.alarm.Level;
import io.fleetstream.jobs.anomaly.domain.condition.Condition;
import io.fleetstream.jobs.anomaly.domain.condition.Not;
import io.fleetstream.jobs.anomaly.domain.condition.Threshold;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a severity: its condition, for how long or how often, and what ends it. */
final class LevelReader {
    static final Duration LONGEST = Duration.ofMillis(Level.LONGEST);

    private static final Pattern COUNT = Pattern.compile("(\\d{1,2})(?:\\s+of\\s+(\\d{1,2}))?");
    private static final String COUNT_RANGE = "N, or N of M, with N up to M and M up to 64";

    private final ConditionReader conditions;

    LevelReader(ConditionReader conditions) {
        this.conditions = conditions;
    }

    /**
     * A severity with its conditions.
     *
     * @param level how it behaves
     * @param raise what raises it
     * @param clear what clears it
     */
    record Read(Level level, Condition raise, Condition clear) {}

    /**
     * What an object says; empty if it cannot be used, and then it was said why.
     *
     * @param detected whether the rule has a detector, whose alerts are a condition
     */
    Optional<Read> read(RuleNode node, String metric, boolean detected) {
        Severity severity = node.choice("severity", Severity.MAJOR, Severity.class);
        Optional<Condition> condition = conditions.read(node, metric);
        boolean alerts = condition.isEmpty() && detected;
        Optional<Condition> raise = alerts ? Optional.of(DetectorSpec.ALERT) : condition;
        if (raise.isEmpty()) {
            node.refuse("", "a condition, as above: 10 or when: value > 10.0");
        }
        long hold = node.millis("hold", 0, Duration.ZERO, LONGEST);
        int[] count = count(node);
        double hysteresis = node.number("hysteresis", 0);
        Condition clear = condition.map(one -> end(node, one, hysteresis)).orElse(null);
        if (alerts) {
            clear = DetectorSpec.calm(Math.max(0, Math.min(1, hysteresis)));
        }
        long clearHold = 0;
        if (node.has("clear")) {
            RuleNode end = node.child("clear");
            clearHold = end.millis("hold", 0, Duration.ZERO, LONGEST);
            clear = conditions.read(end, node.text("metric", metric)).orElse(clear);
            end.refuseUnknown();
        }
        node.refuseUnknown();
        if (raise.isEmpty()) {
            return Optional.empty();
        }
        Level level = new Level(severity.rank(), hold, count[0], count[1], clearHold);
        return Optional.of(new Read(level, raise.get(), clear));
    }

    private static Condition end(RuleNode node, Condition raise, double hysteresis) {
        boolean movable = raise instanceof Threshold threshold && threshold.comparison().isOrder();
        if (hysteresis < 0 || (hysteresis != 0 && !movable)) {
            node.refuse("hysteresis", "0 or more, beside one comparison; otherwise use clear");
        }
        return raise instanceof Threshold threshold
                ? threshold.end(movable ? Math.max(hysteresis, 0) : 0)
                : new Not(raise);
    }

    /** Of what is to be counted, how many of how many; one of one if nothing is. */
    private static int[] count(RuleNode node) {
        Matcher matcher = COUNT.matcher(node.text("count", "1"));
        if (matcher.matches()) {
            int times = Integer.parseInt(matcher.group(1));
            int of = matcher.group(2) == null ? times : Integer.parseInt(matcher.group(2));
            if (times >= 1 && times <= of && of <= Level.MOST_VALUES) {
                return new int[] {times, of};
            }
        }
        node.refuse("count", COUNT_RANGE);
        return new int[] {1, 1};
    }
}
