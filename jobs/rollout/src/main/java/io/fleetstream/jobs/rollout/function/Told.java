package io.fleetstream.jobs.rollout.function;

import io.fleetstream.jobs.rollout.domain.gate.EvidenceChange;
import io.fleetstream.jobs.rollout.domain.gate.ExecutionCounts;
import io.fleetstream.jobs.rollout.domain.rollout.DeviceStep;
import io.fleetstream.jobs.rollout.state.ReportRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Adds up what many devices tell a controller at once. Not thread-safe. */
final class Told {
    private final String rolloutId;
    private final Map<Integer, ExecutionCounts> progress = new TreeMap<>();
    private final Map<String, EvidenceChange.Risk> risks = new TreeMap<>();
    private final List<EvidenceChange> firsts = new ArrayList<>();

    Told(String rolloutId) {
        this.rolloutId = rolloutId;
    }

    void add(int stage, DeviceStep step) {
        if (step.progress() != null) {
            progress.merge(stage, step.progress(), ExecutionCounts::plus);
        }
        for (EvidenceChange change : step.evidence()) {
            if (change instanceof EvidenceChange.Risk risk) {
                risks.merge(risk.guard() + "/" + risk.arm() + "/" + risk.time(), risk, Told::plus);
            } else {
                firsts.add(change);
            }
        }
    }

    /** The sums. */
    void report(Consumer<ReportRow> out) {
        progress.forEach(
                (stage, counts) -> out.accept(RolloutReports.progressed(rolloutId, stage, counts)));
        risks.values().forEach(risk -> out.accept(RolloutReports.observed(rolloutId, risk)));
        firsts.forEach(first -> out.accept(RolloutReports.observed(rolloutId, first)));
    }

    private static EvidenceChange.Risk plus(EvidenceChange.Risk one, EvidenceChange.Risk other) {
        return new EvidenceChange.Risk(
                one.time(),
                one.guard(),
                one.arm(),
                one.came() + other.came(),
                one.left() + other.left());
    }
}
