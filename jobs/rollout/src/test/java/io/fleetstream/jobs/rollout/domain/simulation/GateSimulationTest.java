package io.fleetstream.jobs.rollout.domain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.rollout.domain.gate.EvidenceChange;
import io.fleetstream.jobs.rollout.domain.gate.EvidenceState;
import io.fleetstream.jobs.rollout.domain.gate.GatePolicy;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateSimulationTest {
    private static final double ALPHA = 0.05;
    private static final int RUNS = 120;
    private static final GatePolicy POLICY = GateSimulation.policy(ALPHA, 1.3);

    @ParameterizedTest
    @ValueSource(doubles = {0, 1})
    void stopsNoMoreThanAlphaWhereNothingIsWrong(double unevenness) {
        long stops =
                runs().filter(seed -> simulate(unevenness, 1, seed).stoppedAt().isPresent())
                        .count();

        assertThat(stops).as("of %d runs, seeds from 0", RUNS).isLessThanOrEqualTo(most());
    }

    @Test
    void isHonestWhenStagesFollowEachOtherAndDevicesUpdateLate() {
        Scenario scenario =
                new Scenario(
                        500,
                        List.of(
                                new Scenario.Stage(0, 0.05),
                                new Scenario.Stage(2 * Scenario.DAY_MS, 0.3),
                                new Scenario.Stage(5 * Scenario.DAY_MS, 0.6)),
                        0.2,
                        1.5,
                        1,
                        6 * 3_600_000.0,
                        10 * Scenario.DAY_MS);
        GatePolicy policy =
                new GatePolicy(
                        POLICY.guards(),
                        ALPHA,
                        0.05,
                        POLICY.hazardRatios(),
                        1.3,
                        10,
                        1_800_000,
                        60_000);

        long stops =
                runs().filter(
                                seed ->
                                        new GateSimulation(scenario, policy, seed)
                                                .stoppedAt()
                                                .isPresent())
                        .count();

        assertThat(stops).as("of %d runs, seeds from 0", RUNS).isLessThanOrEqualTo(most());
    }

    @Test
    void stopsWithinTwoDaysWhereTheHazardDoubles() {
        long[] hours =
                LongStream.range(0, 41)
                        .map(
                                seed ->
                                        simulate(0, 2, seed).stoppedAt().orElse(Long.MAX_VALUE)
                                                / 3_600_000)
                        .sorted()
                        .toArray();

        assertThat(hours[20]).as("median, hours").isBetween(10L, 40L);
    }

    @Test
    void provesInTimeThatAGoodUpdateIsSafe() {
        GateSimulation good =
                new GateSimulation(Scenario.canary(0, 1), GateSimulation.policy(ALPHA, 2), 5);

        assertThat(good.provenSafeAt()).isPresent();
        assertThat(good.stoppedAt()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void isEqualBitForBitInAnyOrderAndAfterARestoreAnywhere(long seed) {
        List<EvidenceChange> changes = simulate(1, 1.5, seed).changes();
        EvidenceState straight = Replay.straight(POLICY, changes, 14 * Scenario.DAY_MS);

        assertThat(Replay.shaken(POLICY, changes, 14 * Scenario.DAY_MS, seed)).isEqualTo(straight);
        assertThat(straight.late()).isZero();
        assertThat(straight.guards().get(0).treated().events()).isGreaterThan(50);
    }

    private static LongStream runs() {
        return LongStream.range(0, RUNS);
    }

    /** Alpha and three standard deviations. */
    private static long most() {
        return (long) (RUNS * ALPHA + 3 * Math.sqrt(RUNS * ALPHA * (1 - ALPHA)));
    }

    private static GateSimulation simulate(double unevenness, double hazardRatio, long seed) {
        return new GateSimulation(Scenario.canary(unevenness, hazardRatio), POLICY, seed);
    }
}
