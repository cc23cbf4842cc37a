package io.fleetstream.jobs.rollout.domain.simulation;

import io.fleetstream.jobs.rollout.domain.rollout.ControlDecision;
import io.fleetstream.jobs.rollout.domain.rollout.ControlRecord;
import io.fleetstream.jobs.rollout.domain.rollout.DevicePart;
import io.fleetstream.jobs.rollout.domain.rollout.DeviceRollout;
import io.fleetstream.jobs.rollout.domain.rollout.DeviceStep;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutView;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One parallel part of the operator that holds devices. Not thread-safe. */
final class SimulatedPart {
    private static final int JOINERS_IN = 3;
    private static final int LEAVERS_IN = 20;

    private final World world;
    private final int part;
    private final int parts;
    private final Map<String, DeviceRollout> devices = new TreeMap<>();
    private RolloutView view;
    private int controlRead;
    private int outcomesRead;
    private boolean joined;
    private final Set<String> gone = new TreeSet<>();

    /** What is remembered in a checkpoint. */
    record State(
            Map<String, DeviceRollout> devices,
            RolloutView view,
            int controlRead,
            int outcomesRead,
            boolean joined,
            Set<String> gone) {}

    SimulatedPart(World world, int part, int parts, State state) {
        this.world = world;
        this.part = part;
        this.parts = parts;
        if (state != null) {
            devices.putAll(state.devices());
            view = state.view();
            controlRead = state.controlRead();
            outcomesRead = state.outcomesRead();
            joined = state.joined();
            gone.addAll(state.gone());
            return;
        }
        for (int device = part; device < world.devices(); device += parts) {
            devices.put("device-" + device, DeviceRollout.outside(0));
        }
    }

    State state() {
        return new State(
                new TreeMap<>(devices),
                view,
                controlRead,
                outcomesRead,
                joined,
                new TreeSet<>(gone));
    }

    /** Reads one record of one of the logs, or lets devices become eligible, or leave. */
    void step(Random random, Deque<SimulatedJob.Report> channel) {
        int dice = random.nextInt(10);
        if (dice == 0 && view != null && !joined) {
            joined = true;
            devices.keySet().stream()
                    .filter(this::isJoiner)
                    .forEach(device -> channel.add(new SimulatedJob.Report.Joined()));
        } else if (dice == 1 && random.nextInt(LEAVERS_IN) == 0) {
            List<String> all = List.copyOf(devices.keySet());
            gone.add(all.get(random.nextInt(all.size())));
        } else if (dice < 5 && controlRead < world.control().size()) {
            control(world.control().get(controlRead++), channel);
        } else if (outcomesRead < world.outcomes().size()) {
            outcome(world.outcomes().get(outcomesRead++), channel);
        }
    }

    private void control(ControlRecord next, Deque<SimulatedJob.Report> channel) {
        long before = view == null ? 0 : view.version();
        if (next instanceof ControlRecord.Define define) {
            view = RolloutView.of(define);
        } else {
            view = view.after(next, world.definition());
        }
        if (view.version() == before) {
            return;
        }
        if (next instanceof ControlRecord.Decided decided
                && decided.decision().kind() == ControlDecision.Kind.COUNT) {
            count(decided.decision().epoch(), channel);
        }
        for (String device : List.copyOf(devices.keySet())) {
            DevicePart mine = mine(device);
            apply(
                    device,
                    mine,
                    mine.look(devices.get(device), view, isEligible(device), next.at()),
                    next.at(),
                    channel);
        }
    }

    private void count(int epoch, Deque<SimulatedJob.Report> channel) {
        List<Integer> counts =
                new ArrayList<>(Collections.nCopies(world.definition().buckets(), 0));
        for (String device : List.copyOf(devices.keySet())) {
            DevicePart mine = mine(device);
            DeviceRollout known = devices.get(device);
            DeviceRollout next = mine.count(known, view, isEligible(device)).next();
            if (next.phase() != known.phase()) {
                counts.set(mine.bucket(), counts.get(mine.bucket()) + 1);
            }
            devices.put(device, next);
        }
        channel.add(new SimulatedJob.Report.Counted(epoch, part, parts, counts));
    }

    private void outcome(World.Ended ended, Deque<SimulatedJob.Report> channel) {
        DeviceRollout known = devices.get(ended.device());
        if (known != null) {
            DevicePart mine = mine(ended.device());
            apply(
                    ended.device(),
                    mine,
                    mine.ended(known, ended.phase(), ended.at()),
                    ended.at(),
                    channel);
        }
    }

    private void apply(
            String device,
            DevicePart mine,
            DeviceStep step,
            long at,
            Deque<SimulatedJob.Report> channel) {
        devices.put(device, step.next());
        if (step.progress() != null) {
            channel.add(new SimulatedJob.Report.Progressed(mine.stage(), step.progress()));
        }
        step.evidence().forEach(change -> channel.add(new SimulatedJob.Report.Observed(change)));
        if (step.order() != null) {
            world.order(device, step.order(), at);
        }
    }

    private boolean isEligible(String device) {
        return !gone.contains(device) && (!isJoiner(device) || joined);
    }

    private boolean isJoiner(String device) {
        return device.hashCode() % JOINERS_IN == 0;
    }

    private DevicePart mine(String device) {
        return new DevicePart(world.definition(), device, ZoneOffset.UTC);
    }
}
