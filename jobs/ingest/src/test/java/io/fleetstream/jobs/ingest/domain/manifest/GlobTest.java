package io.fleetstream.jobs.ingest.domain.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    private static final long SEED = 815L;

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        "*, d1, true",
        "*, '', true",
        "?, d, true",
        "?, '', false",
        "?, dd, false",
        "d*, d, true",
        "d*, d123, true",
        "d*, e1, false",
        "*-7, plant-7, true",
        "*-7, plant-77, false",
        "plant-??, plant-12, true",
        "plant-??, plant-1, false",
        "a*b*c, abc, true",
        "a*b*c, aXbYbZc, true",
        "a*b*c, acb, false",
        "**, x, true",
        "?*?, x, false",
        "?*?, xy, true",
        "*a, aaab, false",
        "a.c*, abc, false",
        "[a]*, a, false",
        "*\\*, 'x\\', true",
    })
    void matchesTheWholeId(String pattern, String id, boolean expected) {
        assertThat(Glob.of(pattern).matches(id)).isEqualTo(expected);
    }

    @Test
    void agreesWithTheDefinition() {
        Random random = new Random(SEED);
        int matches = 0;
        for (int round = 0; round < 200_000; round++) {
            String pattern = text(random, "ab*?", 8);
            String id = text(random, "ab", 8);
            boolean expected = fits(pattern, id);
            matches += expected ? 1 : 0;
            assertThat(Glob.of(pattern).matches(id))
                    .as("seed %d: %s on %s", SEED, pattern, id)
                    .isEqualTo(expected);
        }
        assertThat(matches).isGreaterThan(10_000);
    }

    @Test
    void staysFastOnPatternsMadeToBeSlow() {
        Glob glob = Glob.of("*a".repeat(60) + "b");
        String id = "a".repeat(128);
        long start = System.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            assertThat(glob.matches(id)).isFalse();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    /** By trying everything. */
    private static boolean fits(String pattern, String id) {
        if (pattern.isEmpty()) {
            return id.isEmpty();
        }
        String rest = pattern.substring(1);
        if (pattern.charAt(0) == '*') {
            return fits(rest, id) || (!id.isEmpty() && fits(pattern, id.substring(1)));
        }
        return !id.isEmpty()
                && (pattern.charAt(0) == '?' || pattern.charAt(0) == id.charAt(0))
                && fits(rest, id.substring(1));
    }

    private static String text(Random random, String alphabet, int longest) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(longest + 1); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
