package io.fleetstream.jobs.rollout.domain.rehearsal;

import io.fleetstream.jobs.rollout.domain.rehearsal.RehearsalOutcome.Ending;
import io.fleetstream.jobs.rollout.domain.rollout.ControlCommand;
import io.fleetstream.jobs.rollout.domain.rollout.ControlDecision;
import io.fleetstream.jobs.rollout.domain.rollout.ControlRecord;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutController;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutDefinition;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * One run. Every decision is read back at once; approvals that a stage asks for are given, but
 * nobody decides where evidence is missing.
 */
final class RehearsalRun {
    private static final String APPROVAL = "APPROVAL";

    private final RehearsalPlan plan;
    private final RolloutDefinition definition;
    private final RolloutController controller;
    private final List<RehearsedDevice> devices;
    private final Random random;

    RehearsalRun(RehearsalPlan plan, List<RecordedDevice> recorded, long seed) {
        this.plan = plan;
        this.definition = plan.definition().rehearsed(Long.toHexString(seed));
        this.controller =
                new RolloutController(
                        definition,
                        new ControlRecord.Define(definition.id(), plan.from(), "", ""),
                        0);
        this.devices =
                recorded.stream().map(each -> new RehearsedDevice(each, definition)).toList();
        this.random = new Random(seed);
    }

    RehearsalOutcome outcome() {
        say(ControlCommand.START, "", plan.from());
        for (int approver = 0; approver < definition.approvals(); approver++) {
            say(ControlCommand.APPROVE, "approver-" + approver, plan.from());
        }
        for (long now = plan.from(); now < plan.until(); now += plan.tickMs()) {
            for (RehearsedDevice device : devices) {
                device.pass(now, controller);
            }
            Optional<RehearsalOutcome> end = decide(now);
            if (end.isPresent()) {
                return end.get();
            }
        }
        return outcome(Ending.UNFINISHED, "", plan.until());
    }

    private Optional<RehearsalOutcome> decide(long now) {
        controller.judged(now);
        for (Optional<ControlRecord.Decided> next = controller.decide(now);
                next.isPresent();
                next = controller.decide(now)) {
            ControlDecision decision = next.get().decision();
            controller.read(next.get());
            switch (decision.kind()) {
                case COUNT -> count(decision.epoch());
                case OPEN, RELEASE -> look(now);
                case ASK -> {
                    if (!decision.reason().equals(APPROVAL)) {
                        return Optional.of(outcome(Ending.ASKED, decision.reason(), now));
                    }
                    say(ControlCommand.APPROVE, "approver", now);
                }
                case PAUSE, ABORT, ROLLBACK -> {
                    return Optional.of(outcome(Ending.STOPPED, decision.reason(), now));
                }
                case FINISH -> {
                    return Optional.of(outcome(Ending.FINISHED, decision.reason(), now));
                }
            }
        }
        return Optional.empty();
    }

    private void count(int epoch) {
        List<Integer> buckets = new ArrayList<>(Collections.nCopies(definition.buckets(), 0));
        RolloutView view = controller.view();
        for (RehearsedDevice device : devices) {
            device.count(view, controller);
            buckets.set(device.bucket(), buckets.get(device.bucket()) + 1);
        }
        controller.counted(epoch, 0, 1, buckets);
        controller.kept(epoch);
    }

    private void look(long now) {
        RolloutView view = controller.view();
        for (RehearsedDevice device : devices) {
            device.look(view, now, plan.installMs(), random, controller);
        }
    }

    private void say(ControlCommand command, String by, long now) {
        controller.read(new ControlRecord.Command(definition.id(), now, command, null, by));
    }

    private RehearsalOutcome outcome(Ending ending, String reason, long now) {
        long updated = devices.stream().filter(device -> device.isUpdated(now)).count();
        return new RehearsalOutcome(ending, reason, now - plan.from(), updated);
    }
}
