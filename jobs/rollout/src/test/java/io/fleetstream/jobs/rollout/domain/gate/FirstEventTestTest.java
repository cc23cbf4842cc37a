package io.fleetstream.jobs.rollout.domain.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class FirstEventTestTest {
    private final FirstEventTest test = new FirstEventTest(List.of(2.0, 3.0), 1.5);

    @Test
    void betsOnTreatedDevicesByTheirHazardRatio() {
        test.observe(Arm.TREATED, 1, 1);

        // (2/3) / (1/2) and (3/4) / (1/2)
        assertThat(test.bets()).containsExactly(4.0 / 3, 1.5);
        assertThat(test.harm()).isCloseTo(17.0 / 12, within(1e-12));
        // (1/2) / (3/5)
        assertThat(test.safety()).isCloseTo(5.0 / 6, within(1e-12));
    }

    @Test
    void losesBetsOnControlDevices() {
        test.observe(Arm.CONTROL, 1, 1);

        assertThat(test.harm()).isCloseTo((2.0 / 3 + 0.5) / 2, within(1e-12));
        assertThat(test.safety()).isCloseTo(1.25, within(1e-12));
    }

    @Test
    void expectsToWinNothingWhereNothingIsWrong() {
        for (long treated : new long[] {1, 7, 200}) {
            long control = 1_800;
            FirstEventTest hit = new FirstEventTest(List.of(1.25, 5.0), 1.3);
            hit.observe(Arm.TREATED, treated, control);
            FirstEventTest miss = new FirstEventTest(List.of(1.25, 5.0), 1.3);
            miss.observe(Arm.CONTROL, treated, control);

            double share = (double) treated / (treated + control);
            assertThat(share * hit.harm() + (1 - share) * miss.harm()).isCloseTo(1, within(1e-12));
            double unsafe = 1.3 * treated / (1.3 * treated + control);
            assertThat(unsafe * hit.safety() + (1 - unsafe) * miss.safety())
                    .isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void learnsNothingWhileOneSideIsEmpty() {
        test.observe(Arm.TREATED, 3, 0);
        test.observe(Arm.CONTROL, 0, 3);

        assertThat(test.harm()).isEqualTo(1);
        assertThat(test.safety()).isEqualTo(1);
    }

    @Test
    void remembersItsPeak() {
        test.observe(Arm.TREATED, 1, 9);
        double peak = test.harm();
        test.observe(Arm.CONTROL, 1, 9);

        assertThat(test.harm()).isLessThan(peak);
        assertThat(test.peak()).isEqualTo(peak);
    }

    @Test
    void staysFiniteHoweverBadItGets() {
        for (int event = 0; event < 100_000; event++) {
            test.observe(Arm.TREATED, 1, 1_000_000);
        }

        assertThat(test.harm()).isFinite().isGreaterThan(1e200);
    }

    @Test
    void refusesAnEventOfNobody() {
        assertThatThrownBy(() -> test.observe(Arm.TREATED, 0, 5))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
