package io.fleetstream.jobs.ingest.domain.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SeenRunsTest {
    private static final long SEED = 7L;

    @Test
    void countingUpwardsTakesOneRun() {
        long[] runs = SeenRuns.of(5);
        for (long n = 6; n < 1_000; n++) {
            runs = SeenRuns.with(runs, n, 8);
        }
        assertThat(runs).containsExactly(5, 999);
        assertThat(SeenRuns.highest(runs)).isEqualTo(999);
    }

    @Test
    void joinsRunsWhenTheGapBetweenThemIsFilled() {
        assertThat(SeenRuns.with(new long[] {1, 3, 5, 6}, 4, 8)).containsExactly(1, 6);
        assertThat(SeenRuns.with(new long[] {1, 3, 9, 9}, 8, 8)).containsExactly(1, 3, 8, 9);
        assertThat(SeenRuns.with(new long[] {1, 3, 9, 9}, 4, 8)).containsExactly(1, 4, 9, 9);
        assertThat(SeenRuns.with(new long[] {3, 3}, 1, 8)).containsExactly(1, 1, 3, 3);
    }

    @Test
    void forgetsTheLowestRunFirst() {
        long[] runs = SeenRuns.of(0);
        for (long n = 2; n <= 10; n += 2) {
            runs = SeenRuns.with(runs, n, 3);
        }
        assertThat(runs).containsExactly(6, 6, 8, 8, 10, 10);
        assertThat(SeenRuns.contains(runs, 0)).isFalse();
    }

    @Test
    void reachesTheEndsOfTheRange() {
        long[] runs = SeenRuns.with(SeenRuns.of(Long.MAX_VALUE), 0, 8);
        assertThat(runs).containsExactly(0, 0, Long.MAX_VALUE, Long.MAX_VALUE);
        assertThat(SeenRuns.with(runs, Long.MAX_VALUE - 1, 8))
                .containsExactly(0, 0, Long.MAX_VALUE - 1, Long.MAX_VALUE);
    }

    @Test
    void agreesWithASetWhateverTheOrder() {
        Random random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            TreeSet<Long> oracle = new TreeSet<>();
            long first = random.nextInt(100);
            long[] runs = SeenRuns.of(first);
            oracle.add(first);
            for (int i = 0; i < 150; i++) {
                long n = random.nextInt(100);
                assertThat(SeenRuns.contains(runs, n))
                        .as("seed %d, round %d, number %d", SEED, round, n)
                        .isEqualTo(oracle.contains(n));
                long[] before = runs.clone();
                long[] given = runs;
                runs = SeenRuns.with(runs, n, 100);
                assertThat(given).containsExactly(before);
                oracle.add(n);
            }
            assertThat(numbers(runs)).isEqualTo(oracle);
        }
    }

    private static Set<Long> numbers(long[] runs) {
        Set<Long> numbers = new TreeSet<>();
        for (int i = 0; i < runs.length; i += 2) {
            assertThat(i == 0 || runs[i] > runs[i - 1] + 1).isTrue();
            for (long n = runs[i]; n <= runs[i + 1]; n++) {
                numbers.add(n);
            }
        }
        return numbers;
    }
}
