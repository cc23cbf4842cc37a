package io.fleetstream.bridge.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PacerTest {
    private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

    private final Pacer pacer = new Pacer();

    @Test
    void spreadsMessagesEvenly() {
        assertThat(pacer.take(0, 100)).isZero();
        assertThat(pacer.take(0, 100)).isEqualTo(10 * MILLISECOND);
        assertThat(pacer.take(10 * MILLISECOND, 100)).isEqualTo(10 * MILLISECOND);
    }

    @Test
    void catchesUpWithATenthOfASecondAtMost() {
        assertThat(pacer.take(0, 100)).isZero();

        int atOnce = 0;
        while (pacer.take(100 * MILLISECOND, 100) == 0) {
            atOnce++;
        }
        assertThat(atOnce).isEqualTo(10);

        assertThat(pacer.take(5000 * MILLISECOND, 100)).isZero();
        assertThat(pacer.take(5000 * MILLISECOND, 100)).isEqualTo(10 * MILLISECOND);
    }

    @Test
    void neverWaitsWithoutALimit() {
        assertThat(pacer.take(0, 1)).isZero();
        assertThat(pacer.take(0, AdaptiveRate.NO_LIMIT)).isZero();
        assertThat(pacer.take(0, 1)).isZero();
    }
}
