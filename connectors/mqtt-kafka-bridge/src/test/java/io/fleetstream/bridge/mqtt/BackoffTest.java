package io.fleetstream.bridge.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Duration INITIAL = Duration.ofSeconds(1);
    private static final Duration MAX = Duration.ofSeconds(60);

    @Test
    void boundDoublesUpToTheMaximumAndStaysThere() {
        Backoff backoff = new Backoff(INITIAL, MAX, new Random(1));
        List<Long> bounds = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            bounds.add(backoff.bound().toSeconds());
            backoff.next();
        }

        assertThat(bounds).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
        for (int i = 0; i < 10_000; i++) {
            backoff.next();
        }
        assertThat(backoff.bound()).isEqualTo(MAX);
    }

    @Test
    void delaysSpreadFromZeroToTheBound() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Backoff backoff = new Backoff(MAX, MAX, new Random(seed));
        List<Duration> delays = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            delays.add(backoff.next());
        }

        assertThat(delays).allMatch(delay -> !delay.isNegative() && delay.compareTo(MAX) <= 0);
        assertThat(delays).anyMatch(delay -> delay.compareTo(Duration.ofSeconds(3)) < 0);
        assertThat(delays).anyMatch(delay -> delay.compareTo(Duration.ofSeconds(57)) > 0);
    }

    @Test
    void startsAgainAfterAReset() {
        Backoff backoff = new Backoff(INITIAL, MAX, new Random(1));
        backoff.next();
        backoff.next();

        backoff.reset();

        assertThat(backoff.bound()).isEqualTo(INITIAL);
    }
}
