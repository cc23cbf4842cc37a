package io.fleetstream.emulator.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final long SEED = 3;

    @Test
    void doublesUpToTheCapAndDrawsFromTheUpperHalf() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10));
        Random random = new Random(SEED);
        for (int draw = 0; draw < 1000; draw++) {
            assertThat(backoff.delay(0, random).toMillis()).isBetween(500L, 1000L);
            assertThat(backoff.delay(2, random).toMillis()).isBetween(2000L, 4000L);
            assertThat(backoff.delay(1000, random).toMillis()).isBetween(5000L, 10_000L);
        }
    }

    @Test
    void aFleetDoesNotReturnAsOne() {
        Set<Duration> waits = new HashSet<>();
        Random random = new Random(SEED);
        for (int device = 0; device < 100; device++) {
            waits.add(Backoff.DEFAULT.delay(0, random));
        }
        assertThat(waits).hasSizeGreaterThan(60);
    }
}
