package io.fleetstream.jobs.rollout.domain.rollout;

import io.fleetstream.jobs.rollout.domain.gate.EvidenceChange;
import io.fleetstream.jobs.rollout.domain.gate.ExecutionCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A controller, its log, and one device in each of so many buckets. */
final class TestControl {
    static final String ID = "fw";

    final RolloutDefinition definition;
    final List<ControlDecision> decisions = new ArrayList<>();
    RolloutController controller;
    long now = 1_000_000;

    /** How far judging is behind; null while nobody judges. */
    Long behind = 0L;

    TestControl(String more) throws DefinitionException {
        this(more, 0);
    }

    TestControl(String more, long latenessMs) throws DefinitionException {
        String text =
                """
                rollout: fw
                devices: device=*
                document: {version: 2}
                rollback: {version: 1}
                buckets: 100
                """
                        + more;
        definition = DefinitionReader.read(text);
        controller =
                new RolloutController(
                        definition, new ControlRecord.Define(ID, now, text, "ann"), latenessMs);
    }

    /** Started, and counted: one device in each bucket. */
    TestControl begun() {
        say(ControlCommand.START);
        settle();
        counted(1);
        return settle();
    }

    void counted(int epoch) {
        controller.counted(epoch, 0, 1, java.util.Collections.nCopies(100, 1));
        controller.kept(controller.completeEpochs());
    }

    TestControl say(ControlCommand command) {
        return say(command, "ann");
    }

    TestControl say(ControlCommand command, String by) {
        controller.read(new ControlRecord.Command(ID, now, command, null, by));
        return this;
    }

    /** What it would append now. */
    Optional<ControlDecision> decide() {
        judge();
        return controller.decide(now).map(ControlRecord.Decided::decision);
    }

    /** Reads back what it appends, until it has nothing more to say. */
    TestControl settle() {
        judge();
        for (int each = 0; each < 1_000; each++) {
            Optional<ControlRecord.Decided> next = controller.decide(now);
            if (next.isEmpty()) {
                return this;
            }
            decisions.add(next.get().decision());
            controller.read(next.get());
        }
        throw new AssertionError("it does not come to rest: " + decisions);
    }

    private void judge() {
        if (behind != null) {
            controller.judged(now - behind);
        }
    }

    TestControl pass(long millis) {
        now += millis;
        return settle();
    }

    TestControl told(int stage, long devices) {
        controller.progressed(stage, new ExecutionCounts(0, devices, 0, 0, 0, 0, 0, 0));
        return this;
    }

    TestControl succeeded(int stage, long devices) {
        controller.progressed(stage, new ExecutionCounts(0, 0, devices, 0, 0, 0, 0, 0));
        return settle();
    }

    TestControl failed(int stage, long devices) {
        controller.progressed(stage, new ExecutionCounts(0, 0, 0, devices, 0, 0, 0, 0));
        return settle();
    }

    TestControl observe(EvidenceChange change) {
        controller.observed(change);
        return this;
    }

    RolloutView view() {
        return controller.view();
    }
}
