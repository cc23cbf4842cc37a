package io.fleetstream.jobs.rollout.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.schemas.RolloutCommand;
import io.fleetstream.schemas.RolloutDecision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Rollouts on the operators themselves, which are killed and restored at any time, while devices
 * answer well, badly, twice or late, others join and people pause. What has left the job is never
 * unsaid.
 */
class RolloutKillsTest {
    private static final int ROLLOUTS = Integer.getInteger("fleet.rollout.kills", 15);
    private static final int STEPS = 80;
    private static final int DEVICES = 30;
    private static final int BUDGET = 5;
    private static final String DEFINITION =
            """
            rollout: fw-2
            devices: model=m1
            document: {version: 2}
            rollback: {version: 1}
            budget: 5
            buckets: 256
            stages: [{percent: 40, success: 60}, {percent: 100, success: 60}]
            """;

    private int kills;
    private int finished;
    private int stopped;

    @Test
    void keepsTheBudgetAndTellsNobodyTwiceThroughKills() throws Exception {
        for (int seed = 0; seed < ROLLOUTS; seed++) {
            new World(seed).live();
        }
        System.out.printf(
                "%d rollouts, seeds from 0: %d kills, %d finished, %d stopped%n",
                ROLLOUTS, kills, finished, stopped);
        assertThat(kills).isGreaterThan(ROLLOUTS);
        assertThat(finished).isPositive();
        assertThat(stopped).isPositive();
    }

    /** What is outside the job: the logs of devices, and what they answered. */
    private final class World {
        private final int seed;
        private final Random random;
        private final RolloutBench bench;
        private final List<FleetInput> answers = new ArrayList<>();
        private final List<String> joined = new ArrayList<>();
        private final Map<RolloutBench.Checkpoint, Integer> answersIn = new HashMap<>();
        private final Map<RolloutBench.Checkpoint, Integer> joinedIn = new HashMap<>();
        private final Set<String> told = new TreeSet<>();
        private final Set<String> pending = new TreeSet<>();
        private final Set<String> effects = new HashSet<>();
        private RolloutBench.Checkpoint last;
        private int ordersSeen;
        private int answersRead;
        private int joinedRead;
        private int bad;
        private int toldWhenPaused = -1;

        World(int seed) throws Exception {
            this.seed = seed;
            this.random = new Random(seed);
            // Slices of one device, of three, or of all.
            this.bench = new RolloutBench(List.of(1, 3 * DeviceScan.LOOK, 1_000).get(seed % 3));
            for (int device = 0; device < DEVICES; device++) {
                bench.device("d" + device, "m1", "1");
            }
            keep(bench.checkpoint());
            bench.define(DEFINITION);
            bench.say(RolloutCommand.START);
        }

        void live() throws Exception {
            for (int step = 0; step < STEPS; step++) {
                act();
                deliver();
                assertThat(pending.size() + bad)
                        .as("budget, seed %d", seed)
                        .isLessThanOrEqualTo(BUDGET);
            }
            for (int calm = 0; calm < STEPS && !isOver(); calm++) {
                answer();
                deliver();
                keep(bench.checkpoint());
                bench.run(2);
            }
            deliver();
            assertThat(isOver()).as("comes to an end, seed %d", seed).isTrue();
            if (isFinished()) {
                finished++;
                assertThat(told).as("seed %d", seed).hasSizeGreaterThanOrEqualTo(DEVICES);
            } else {
                stopped++;
                assertThat(bad).as("only for a reason, seed %d", seed).isEqualTo(BUDGET);
            }
            bench.close();
        }

        private boolean isFinished() {
            return bench.last().getDecision() == RolloutDecision.FINISH;
        }

        /** Done, or waiting for a person. */
        private boolean isOver() {
            return isFinished() || bench.last().getDecision() == RolloutDecision.PAUSE;
        }

        private void act() throws Exception {
            switch (random.nextInt(12)) {
                case 0 -> keep(bench.checkpoint());
                case 1 -> keep(bench.snapshot());
                case 2 -> {
                    kills++;
                    bench.restore(last);
                    answersRead = answersIn.get(last);
                    joinedRead = joinedIn.get(last);
                }
                case 3 -> {
                    if (random.nextInt(8) == 0) {
                        pause();
                    }
                }
                case 4 -> joined.add("late" + joined.size());
                case 5, 6, 7 -> answer();
                case 8 -> bench.look(random.nextInt(2 * DEVICES));
                default -> bench.run(random.nextInt(3));
            }
        }

        private void keep(RolloutBench.Checkpoint made) {
            last = made;
            answersIn.put(made, answersRead);
            joinedIn.put(made, joinedRead);
        }

        private void pause() throws Exception {
            bench.say(RolloutCommand.PAUSE);
            // Read, while devices may still be looking at what was released before.
            bench.look(0);
            deliver();
            toldWhenPaused = told.size();
            bench.read();
            deliver();
            keep(bench.checkpoint());
            bench.run(20);
            deliver();
            assertThat(told).as("paused, seed %d", seed).hasSize(toldWhenPaused);
            bench.say(RolloutCommand.RESUME);
        }

        private void answer() {
            if (pending.isEmpty()) {
                return;
            }
            String device = List.copyOf(pending).get(random.nextInt(pending.size()));
            String how =
                    random.nextInt(8) > 0
                            ? "SUCCEEDED"
                            : random.nextBoolean() ? "FAILED" : "TIMED_OUT";
            end(device, how);
            if (random.nextInt(4) == 0) {
                answers.add(FleetInput.ended(device, "fw-2", how, 0, bench.now));
            }
        }

        private void end(String device, String how) {
            if (pending.remove(device)) {
                bad += how.equals("FAILED") || how.equals("TIMED_OUT") ? 1 : 0;
                answers.add(FleetInput.ended(device, "fw-2", how, 0, bench.now));
            }
        }

        /** Effects into the logs of devices, and what became of them into the job. */
        private void deliver() throws Exception {
            for (; ordersSeen < bench.orders.size(); ordersSeen++) {
                String order = bench.orders.get(ordersSeen);
                if (!effects.add(order)) {
                    continue;
                }
                String device = order.substring(0, order.indexOf(' '));
                if (order.endsWith(" Queue fw-2")) {
                    told.add(device);
                    pending.add(device);
                } else if (order.endsWith(" Remove fw-2")) {
                    end(device, "REMOVED");
                }
            }
            while (joinedRead < joined.size() && random.nextBoolean()) {
                bench.device(joined.get(joinedRead++), "m1", "1");
            }
            while (answersRead < answers.size() && random.nextInt(3) > 0) {
                bench.input(answers.get(answersRead++));
            }
        }
    }
}
