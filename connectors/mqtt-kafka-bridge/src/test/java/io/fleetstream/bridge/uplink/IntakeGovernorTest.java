package io.fleetstream.bridge.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fleetstream.bridge.config.IntakeConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class IntakeGovernorTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final IntakeGovernor governor =
            new IntakeGovernor(
                    new IntakeConfig(Duration.ofSeconds(10), Duration.ofSeconds(1), 10, 0),
                    registry,
                    0);

    @Test
    void countsHowSendsEnd() {
        governor.acknowledged(SECOND);
        governor.acknowledged(SECOND + 1);
        governor.acknowledged(5 * SECOND);
        governor.failed();
        governor.retried(4);

        assertThat(sends("good")).isEqualTo(1);
        assertThat(sends("slow")).isEqualTo(2);
        assertThat(sends("failed")).isEqualTo(1);
        assertThat(sends("retried")).isEqualTo(4);
    }

    @Test
    void limitsTheIntakeOnceMoreThanFivePercentAreLateRepeatedOrRefused() {
        for (int i = 0; i < 940; i++) {
            governor.acknowledged(1);
        }
        governor.judge(9 * SECOND);
        assertThat(governor.perSecond()).isEqualTo(AdaptiveRate.NO_LIMIT);
        assertThat(limit()).isZero();

        governor.retried(20);
        governor.failed();
        for (int i = 0; i < 39; i++) {
            governor.acknowledged(2 * SECOND);
        }
        governor.judge(10 * SECOND);

        assertThat(governor.perSecond()).isCloseTo(80, within(1e-6));
        assertThat(limit()).isCloseTo(80, within(1e-6));
    }

    private double sends(String outcome) {
        return registry.get("fleet.bridge.kafka.sends")
                .tag("outcome", outcome)
                .functionCounter()
                .count();
    }

    private double limit() {
        return registry.get("fleet.bridge.intake.limit").gauge().value();
    }
}
