package io.fleetstream.faults.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetstream.faults.Fault;
import io.fleetstream.faults.FaultSandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Rollouts on a cluster of processes of which one after the other is killed at random moments,
 * while devices answer twice, late or never and people pause, resume and abort; judged from
 * outside, by the topics alone.
 *
 * <p>{@code -Dfleet.rollouts} and {@code -Dfleet.rollout-faults} for more.
 */
@Order(1)
class RolloutFaultsITCase {
    private static final long SEED = Long.getLong("fleet.seed", 20261121L);
    private static final int ROLLOUTS = Integer.getInteger("fleet.rollouts", 2);
    private static final int FAULTS = Integer.getInteger("fleet.rollout-faults", 2);
    private static final int AT_ONCE = 6;
    private static final int MOST_ANSWERS = 25;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration POLL = Duration.ofMillis(200);

    @Test
    void keepsTheBudgetTellsNobodyTwiceAndNeverResumesByItselfThroughKills() throws Exception {
        System.out.println("[rollout-faults] seed " + SEED);
        Random random = new Random(SEED);
        List<Plan> plans = IntStream.range(0, ROLLOUTS).mapToObj(Plan::new).toList();
        List<Fault> faults = Fault.schedule(FAULTS, random);
        RolloutBook book = new RolloutBook();
        try (RolloutStage stage =
                RolloutStage.start(Path.of("target", "rollout-faults").toAbsolutePath(), SEED)) {
            SimulatedFleet.register(stage.cluster(), plans);
            try (SimulatedFleet fleet =
                    new SimulatedFleet(stage.cluster(), FaultSandbox.PARTITIONS, book, SEED)) {
                for (int from = 0; from < ROLLOUTS; from += AT_ONCE) {
                    int until = Math.min(from + AT_ONCE, ROLLOUTS);
                    for (Plan plan : plans.subList(from, until)) {
                        fleet.begin(plan);
                    }
                    List<Fault> now = faults.subList(share(from), share(until));
                    run(stage, book, plans.subList(from, until), now, random);
                }
            }
            RolloutVerdict.pass(stage.cluster(), book, plans);
            report(plans, book, stage.kills());
            assertThat(book.violations()).isEmpty();
            assertThat(stage.kills()).isGreaterThanOrEqualTo(FAULTS);
        }
    }

    /** Faults by the time that so many rollouts have been. */
    private static int share(int rollouts) {
        return FAULTS * rollouts / ROLLOUTS;
    }

    private static void run(
            RolloutStage stage,
            RolloutBook book,
            List<Plan> plans,
            List<Fault> faults,
            Random random) {
        for (Fault fault : faults) {
            int answers = book.answers() + random.nextInt(MOST_ANSWERS);
            await().atMost(PATIENCE)
                    .pollInterval(POLL)
                    .until(
                            () ->
                                    book.answers() >= answers
                                            || plans.stream().allMatch(book::isOver));
            System.out.printf("[fault] after %d answers: %s%n", book.answers(), fault);
            stage.strike(fault);
        }
        await().atMost(PATIENCE)
                .pollInterval(POLL)
                .untilAsserted(() -> assertThat(plans).allMatch(book::isOver));
    }

    private static void report(List<Plan> plans, RolloutBook book, int kills) {
        for (Plan plan : plans) {
            System.out.printf(
                    "[rollout] %s %s: %d told, %d in flight or failed at most, of %d; %s%n",
                    plan.id(),
                    plan.script(),
                    book.told(plan),
                    book.most(plan),
                    Plan.BUDGET,
                    book.status(plan));
        }
        System.out.printf(
                "[rollout-faults] %d rollouts, %d answers, %d kills, %d violations%n",
                plans.size(), book.answers(), kills, book.violations().size());
        book.violations().forEach(each -> System.out.println("[violation] " + each));
    }
}
