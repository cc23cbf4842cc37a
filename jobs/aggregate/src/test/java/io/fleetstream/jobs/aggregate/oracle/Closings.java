package io.fleetstream.jobs.aggregate.oracle;

import io.fleetstream.jobs.aggregate.domain.WindowRules;
import io.fleetstream.jobs.aggregate.domain.WindowSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which windows of a device are closed: passed by its own time, or left behind in a silence. */
final class Closings {
    private final WindowRules rules;
    private final Map<WindowSpec, Set<Long>> held = new HashMap<>();
    private final Map<WindowSpec, Long> bySilence = new HashMap<>();
    private long arrival = Long.MIN_VALUE;

    Closings(WindowRules rules) {
        this.rules = rules;
        rules.windows().stream()
                .filter(spec -> !spec.isSession())
                .forEach(spec -> held.put(spec, new TreeSet<>()));
    }

    /** A reading arrives; what was silence until then has had its effect. */
    void arrives(long receivedAt, long greatest) {
        long silent = receivedAt - arrival;
        if (arrival != Long.MIN_VALUE && silent >= Oracle.micros(rules.silence())) {
            held.forEach(
                    (spec, starts) -> {
                        for (long start : starts) {
                            long end = start + spec.length();
                            long close = end + Oracle.micros(rules.closeAfter());
                            if (close <= greatest + silent) {
                                bySilence.merge(spec, end, Math::max);
                            }
                        }
                    });
        }
        arrival = Math.max(arrival, receivedAt);
    }

    /** There is a value at that time now. */
    void holds(long time) {
        held.forEach((spec, starts) -> starts.addAll(Oracle.starts(spec, time)));
    }

    boolean isClosed(WindowSpec spec, long start, long greatest) {
        long end = start + spec.length();
        boolean passed =
                greatest != Long.MIN_VALUE && end + Oracle.micros(rules.closeAfter()) <= greatest;
        return passed || end <= bySilence.getOrDefault(spec, Long.MIN_VALUE);
    }
}
