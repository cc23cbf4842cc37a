package io.fleetstream.jobs.rollout.domain.rollout;

import io.fleetstream.jobs.rollout.domain.gate.GatePolicy;
import io.fleetstream.jobs.rollout.domain.gate.GuardPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads how telemetry is judged. */
final class GateReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern SIGNAL =
            Pattern.compile("alarm:[^\\s]{1,100}|reboots|failed|timed-out|rejected");
    private static final double LEAST_PROBABILITY = 1e-6;
    private static final double MOST_PROBABILITY = 0.5;
    private static final double USUAL_PROBABILITY = 0.05;
    private static final double LEAST_RATIO = 1.01;
    private static final double MOST_RATIO = 100;
    private static final double USUAL_MARGIN = 1.3;
    private static final int USUAL_AT_RISK = 20;
    private static final int MOST_PER_DAY = 86_400;

    /** Each device carries what each guard knows of it, and alpha is shared by all. */
    private static final int MOST_GUARDS = 20;

    private static final int MOST_SIGNALS = 100;
    private static final int MOST_RATIOS = 20;
    private static final Duration DAY = Duration.ofDays(1);

    private GateReader() {}

    static GatePolicy gate(DefinitionNode node) {
        if (!node.has("gate")) {
            return new GatePolicy(
                    List.of(),
                    USUAL_PROBABILITY,
                    USUAL_PROBABILITY,
                    GatePolicy.HAZARD_RATIOS,
                    USUAL_MARGIN,
                    USUAL_AT_RISK,
                    0,
                    Duration.ofMinutes(1).toMillis());
        }
        DefinitionNode gate = node.child("gate");
        GatePolicy policy =
                new GatePolicy(
                        guards(gate),
                        gate.number(
                                "alpha", USUAL_PROBABILITY, LEAST_PROBABILITY, MOST_PROBABILITY),
                        gate.number("beta", USUAL_PROBABILITY, LEAST_PROBABILITY, MOST_PROBABILITY),
                        ratios(gate),
                        gate.number("margin", USUAL_MARGIN, LEAST_RATIO, MOST_RATIO),
                        gate.whole("minimum-at-risk", USUAL_AT_RISK, 1, Integer.MAX_VALUE),
                        gate.millis("grace", 0, Duration.ZERO, DAY),
                        gate.millis("step", 60_000, Duration.ofMillis(1), DAY));
        gate.refuseUnknown();
        return policy;
    }

    private static List<Double> ratios(DefinitionNode gate) {
        List<Double> ratios = new ArrayList<>();
        for (String text : gate.texts("hazard-ratios")) {
            try {
                ratios.add(Double.valueOf(text));
            } catch (NumberFormatException e) {
                ratios.add(Double.NaN);
            }
        }
        if (ratios.size() > MOST_RATIOS) {
            gate.refuse("hazard-ratios", "at most " + MOST_RATIOS);
        }
        if (!ratios.stream().allMatch(ratio -> ratio >= LEAST_RATIO && ratio <= MOST_RATIO)) {
            gate.refuse("hazard-ratios", "numbers from " + LEAST_RATIO + " to " + MOST_RATIO);
        }
        return ratios.isEmpty() ? GatePolicy.HAZARD_RATIOS : ratios;
    }

    private static List<GuardPlan> guards(DefinitionNode gate) {
        List<GuardPlan> guards = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<DefinitionNode> nodes = gate.children("guards");
        if (nodes.size() > MOST_GUARDS) {
            gate.refuse("guards", "at most " + MOST_GUARDS);
        }
        for (DefinitionNode guard : nodes) {
            String name = guard.text("name", null, NAME);
            if (name == null || !names.add(name)) {
                guard.refuse("name", "a name of " + NAME.pattern() + " of its own");
            }
            List<String> signals = guard.texts("signals");
            if (signals.isEmpty()
                    || !signals.stream().allMatch(each -> SIGNAL.matcher(each).matches())) {
                guard.refuse("signals", "a list of " + SIGNAL.pattern());
            }
            if (signals.size() > MOST_SIGNALS) {
                guard.refuse("signals", "at most " + MOST_SIGNALS);
            }
            guards.add(
                    new GuardPlan(
                            name,
                            Set.copyOf(signals),
                            guard.number("floor-per-day", 0, 0, MOST_PER_DAY)));
            guard.refuseUnknown();
        }
        return guards;
    }
}
