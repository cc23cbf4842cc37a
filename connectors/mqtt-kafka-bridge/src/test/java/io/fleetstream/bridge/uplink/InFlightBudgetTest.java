package io.fleetstream.bridge.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class InFlightBudgetTest {
    private final InFlightBudget budget = new InFlightBudget(4, 100);

    @Test
    void boundsMessages() {
        for (int i = 0; i < 4; i++) {
            assertThat(budget.tryAcquire(1, 1)).isTrue();
        }
        assertThat(budget.tryAcquire(1, 1)).isFalse();

        budget.release(1);

        assertThat(budget.tryAcquire(1, 1)).isTrue();
        assertThat(budget.messages()).isEqualTo(4);
        assertThat(budget.bytes()).isEqualTo(4);
    }

    @Test
    void boundsBytes() {
        assertThat(budget.tryAcquire(1, 60)).isTrue();
        assertThat(budget.tryAcquire(1, 41)).isFalse();
        assertThat(budget.tryAcquire(1, 40)).isTrue();
    }

    @Test
    void leavesHalfToMessagesThatSomebodyWaitsFor() {
        assertThat(budget.tryAcquire(0, 10)).isTrue();
        assertThat(budget.tryAcquire(0, 41)).isFalse();
        assertThat(budget.tryAcquire(0, 40)).isTrue();
        assertThat(budget.tryAcquire(0, 0)).isFalse();
        assertThat(budget.tryAcquire(1, 40)).isTrue();
    }

    @Test
    void letsASingleMessageOfAnySizePass() {
        assertThat(budget.tryAcquire(1, 1000)).isTrue();
        assertThat(budget.tryAcquire(1, 1)).isFalse();
        assertThat(budget.isRelaxed()).isFalse();

        budget.release(1000);

        assertThat(budget.isRelaxed()).isTrue();
    }

    @Test
    void waitsForRoom() throws Exception {
        assertThat(budget.tryAcquire(1, 100)).isTrue();
        assertThat(budget.acquire(1, Duration.ofMillis(20))).isFalse();

        Thread other = new Thread(() -> budget.release(100), "release");
        other.start();

        assertThat(budget.acquire(50, Duration.ofMinutes(1))).isTrue();
        other.join();
        assertThat(budget.bytes()).isEqualTo(50);
    }
}
