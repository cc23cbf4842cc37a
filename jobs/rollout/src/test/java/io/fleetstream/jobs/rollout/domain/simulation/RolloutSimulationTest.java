package io.fleetstream.jobs.rollout.domain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.rollout.domain.rollout.RolloutStatus;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Seeds from 0; {@code -Dfleet.simulation.rollouts=10000} for the full count. */
class RolloutSimulationTest {
    private static final int ROLLOUTS = Integer.getInteger("fleet.simulation.rollouts", 150);

    @Test
    void keepsItsPromisesOnABadDay() {
        Map<RolloutStatus, Integer> ends = new EnumMap<>(RolloutStatus.class);
        long told = 0;
        long kills = 0;
        int usedUp = 0;
        List<String> broken = new ArrayList<>();
        for (long seed = 0; seed < ROLLOUTS; seed++) {
            try {
                RolloutSimulation.Summary summary = new RolloutSimulation(seed, false).run();
                ends.merge(summary.status(), 1, Integer::sum);
                told += summary.told();
                kills += summary.kills();
                usedUp += summary.mostUsed() == summary.budget() ? 1 : 0;
            } catch (IllegalStateException e) {
                broken.add("seed " + seed + ": " + e.getMessage());
            }
        }
        System.out.printf(
                "%d rollouts, seeds from 0: %s, %d devices told, %d kills, budget used up in %d%n",
                ROLLOUTS, ends, told, kills, usedUp);

        assertThat(broken).isEmpty();
        // A simulation in which nothing happens would keep every promise.
        assertThat(told).isGreaterThan(5L * ROLLOUTS);
        assertThat(kills).isGreaterThan(5L * ROLLOUTS);
        assertThat(usedUp).isGreaterThan(ROLLOUTS / 10);
        assertThat(ends)
                .containsKeys(
                        RolloutStatus.RUNNING,
                        RolloutStatus.FINISHED,
                        RolloutStatus.PAUSED,
                        RolloutStatus.ABORTED,
                        RolloutStatus.ROLLED_BACK);
    }

    @Test
    void findsAControllerThatReleasesWhatAnotherLifeCounted() {
        int broken = 0;
        for (long seed = 0; broken == 0 && seed < 300; seed++) {
            try {
                new RolloutSimulation(seed, true).run();
            } catch (IllegalStateException e) {
                broken++;
            }
        }

        assertThat(broken).isPositive();
    }

    @Test
    void repeatsItselfExactly() {
        assertThat(new RolloutSimulation(7, false).run())
                .isEqualTo(new RolloutSimulation(7, false).run());
    }
}
