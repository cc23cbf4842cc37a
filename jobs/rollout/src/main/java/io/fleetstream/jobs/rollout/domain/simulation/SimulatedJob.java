package io.fleetstream.jobs.rollout.domain.simulation;

import io.fleetstream.jobs.rollout.domain.gate.EvidenceChange;
import io.fleetstream.jobs.rollout.domain.gate.ExecutionCounts;
import io.fleetstream.jobs.rollout.domain.rollout.ControlRecord;
import io.fleetstream.jobs.rollout.domain.rollout.ControllerState;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutController;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * The job: a controller and parts that hold devices, channels between them, and checkpoints of all
 * that. What it has sent outside is not undone when it is restored. Not thread-safe.
 */
final class SimulatedJob {
    private final World world;
    private final int parts;
    private final boolean careless;
    private Running running;
    private Checkpoint checkpoint;

    /** What parts tell the controller. */
    sealed interface Report {
        /** A part has counted its devices. */
        record Counted(int epoch, int part, int parts, List<Integer> devices) implements Report {}

        /** A device became eligible later. */
        record Joined() implements Report {}

        /** Devices of a stage got on. */
        record Progressed(int stage, ExecutionCounts counts) implements Report {}

        /** For the gate. */
        record Observed(EvidenceChange change) implements Report {}
    }

    private record Checkpoint(
            ControllerState controller,
            int controlRead,
            List<Report> channel,
            List<SimulatedPart.State> parts) {}

    private static final class Running {
        private RolloutController controller;
        private int controlRead;
        private final Deque<Report> channel = new ArrayDeque<>();
        private final List<SimulatedPart> parts = new ArrayList<>();
    }

    SimulatedJob(World world, int parts, boolean careless) {
        this.world = world;
        this.parts = parts;
        this.careless = careless;
        this.checkpoint = null;
        start();
    }

    /** The controller reads something, and decides. */
    void control(Random random) {
        int most = 1 + random.nextInt(8);
        for (int each = 0; each < most; each++) {
            if (random.nextBoolean()) {
                readControl();
            } else if (!running.channel.isEmpty() && running.controller != null) {
                report(running.channel.poll());
            }
        }
        if (careless && running.controller != null) {
            running.controller.kept(running.controller.completeEpochs());
        }
        if (running.controller != null) {
            running.controller.judged(world.now());
            running.controller.decide(world.now()).ifPresent(world::append);
        }
    }

    /** A part reads something, and devices act. */
    void devices(Random random) {
        SimulatedPart part = running.parts.get(random.nextInt(parts));
        int most = 1 + random.nextInt(8);
        for (int each = 0; each < most; each++) {
            part.step(random, running.channel);
        }
    }

    /** Remembers everything that is inside the job. */
    void checkpoint() {
        checkpoint =
                new Checkpoint(
                        running.controller == null ? null : running.controller.state(),
                        running.controlRead,
                        List.copyOf(running.channel),
                        running.parts.stream().map(SimulatedPart::state).toList());
        if (running.controller != null) {
            running.controller.kept(running.controller.completeEpochs());
        }
    }

    /** Kills the job and starts it again from its last checkpoint. */
    void restore() {
        start();
    }

    private void start() {
        running = new Running();
        for (int part = 0; part < parts; part++) {
            running.parts.add(
                    new SimulatedPart(
                            world,
                            part,
                            parts,
                            checkpoint == null ? null : checkpoint.parts().get(part)));
        }
        if (checkpoint == null) {
            return;
        }
        running.controlRead = checkpoint.controlRead();
        running.channel.addAll(checkpoint.channel());
        if (checkpoint.controller() != null) {
            running.controller =
                    new RolloutController(
                            world.definition(), checkpoint.controller(), Integer.MAX_VALUE, 0);
        }
    }

    private void readControl() {
        if (running.controlRead == world.control().size()) {
            return;
        }
        ControlRecord next = world.control().get(running.controlRead++);
        if (next instanceof ControlRecord.Define define) {
            running.controller = new RolloutController(world.definition(), define, 0);
        } else {
            running.controller.read(next);
        }
    }

    private void report(Report report) {
        if (report instanceof Report.Counted counted) {
            running.controller.counted(
                    counted.epoch(), counted.part(), counted.parts(), counted.devices());
        } else if (report instanceof Report.Joined) {
            running.controller.joined(1);
        } else if (report instanceof Report.Progressed progressed) {
            running.controller.progressed(progressed.stage(), progressed.counts());
        } else if (report instanceof Report.Observed observed) {
            running.controller.observed(observed.change());
        }
    }
}
