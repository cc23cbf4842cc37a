package io.fleetstream.jobs.rollout.domain.simulation;

import io.fleetstream.jobs.rollout.domain.rollout.ControlRecord;
import io.fleetstream.jobs.rollout.domain.rollout.DeviceRollout.Phase;
import io.fleetstream.jobs.rollout.domain.rollout.DeviceStep;
import io.fleetstream.jobs.rollout.domain.rollout.RolloutDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** What outlives the job: the logs, and the devices with their executions. Not thread-safe. */
final class World {
    private final RolloutDefinition definition;
    private final int devices;
    private final Random random;
    private final Books books;
    private final List<ControlRecord> control = new ArrayList<>();
    private final List<Ended> outcomes = new ArrayList<>();
    private final Set<String> effects = new HashSet<>();
    private final Map<String, Phase> executions = new TreeMap<>();
    private long now = 1_000_000;

    /** A terminal version of an execution, in the order of the log. */
    record Ended(String device, Phase phase, long at) {}

    World(RolloutDefinition definition, int devices, Random random) {
        this.definition = definition;
        this.devices = devices;
        this.random = random;
        this.books = new Books(definition);
    }

    /** A definition with stages, rates, budget and criteria by chance. */
    static String write(Random random) {
        StringBuilder text =
                new StringBuilder(
                        """
                        rollout: simulated
                        devices: device=*
                        document: {version: 2}
                        rollback: {version: 1}
                        """);
        text.append("budget: ").append(2 + random.nextInt(12)).append('\n');
        text.append("buckets: ").append(16 << random.nextInt(5)).append('\n');
        text.append("continuous: ").append(random.nextBoolean()).append('\n');
        text.append("stages:\n");
        int percent = 0;
        while (percent < 100) {
            percent = Math.min(100, percent + 5 + random.nextInt(60));
            text.append("  - percent: ").append(percent).append('\n');
            text.append("    soak: PT").append(random.nextInt(60)).append("S\n");
            text.append("    success: ").append(random.nextInt(101)).append('\n');
            if (random.nextInt(3) == 0) {
                text.append("    error: ").append(20 + random.nextInt(80)).append('\n');
            }
            if (random.nextInt(4) == 0) {
                text.append("    abort: [{percent: 60, minimum: 4}]\n");
            }
            if (random.nextInt(3) == 0) {
                text.append("    rate: ").append(1 + random.nextInt(20)).append('\n');
            }
            if (random.nextInt(5) == 0) {
                text.append("    approval: true\n");
            }
            if (random.nextInt(5) == 0) {
                text.append("    spread: PT10M\n");
            }
        }
        return text.toString();
    }

    RolloutDefinition definition() {
        return definition;
    }

    Books books() {
        return books;
    }

    long now() {
        return now;
    }

    int devices() {
        return devices;
    }

    List<ControlRecord> control() {
        return control;
    }

    List<Ended> outcomes() {
        return outcomes;
    }

    void pass(long millis) {
        now += 1 + millis;
    }

    /** Appends to the log of control. */
    void append(ControlRecord next) {
        control.add(next);
        books.read(next);
    }

    /** Appends an effect to a device's log; one that was there before changes nothing. */
    void order(String device, DeviceStep.Order order, long decidedAt) {
        if (order == DeviceStep.Order.REMOVE) {
            order(device, DeviceStep.Order.START, decidedAt);
        }
        if (!effects.add(device + "/" + order)) {
            return;
        }
        switch (order) {
            case START -> {
                executions.put(device, Phase.TOLD);
                books.started(device, decidedAt);
            }
            case REMOVE -> end(device, Phase.REMOVED);
            case CANCEL -> {
                if (random.nextBoolean()) {
                    end(device, Phase.CANCELED);
                }
            }
            case ROLLBACK -> books.rolledBack(device);
        }
    }

    /** A device answers, or its timer ends; or neither, for ever. */
    void answer() {
        List<String> pending =
                executions.entrySet().stream()
                        .filter(each -> each.getValue() == Phase.TOLD)
                        .map(Map.Entry::getKey)
                        .toList();
        if (pending.isEmpty()) {
            return;
        }
        String device = pending.get(random.nextInt(pending.size()));
        if (device.hashCode() % 11 == 3) {
            return;
        }
        Phase[] endings = {
            Phase.SUCCEEDED,
            Phase.SUCCEEDED,
            Phase.SUCCEEDED,
            Phase.SUCCEEDED,
            Phase.FAILED,
            Phase.TIMED_OUT,
            Phase.REJECTED
        };
        end(device, endings[random.nextInt(endings.length)]);
        if (random.nextInt(4) == 0) {
            // The same again, and another opinion that comes too late.
            outcomes.add(outcomes.get(outcomes.size() - 1));
            outcomes.add(new Ended(device, Phase.SUCCEEDED, now));
        }
    }

    private void end(String device, Phase phase) {
        if (executions.get(device) == Phase.TOLD) {
            executions.put(device, phase);
            outcomes.add(new Ended(device, phase, now));
            books.ended(phase);
        }
    }
}
