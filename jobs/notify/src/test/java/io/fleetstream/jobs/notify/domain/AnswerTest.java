package io.fleetstream.jobs.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "200, TAKEN", "204, TAKEN", "301, REFUSED", "302, REFUSED", "307, REFUSED",
        "400, REFUSED", "401, REFUSED", "404, REFUSED", "410, REFUSED", "408, LATER",
        "425, LATER", "429, LATER", "500, LATER", "502, LATER", "503, LATER"
    })
    void knowsWhatMayYetBeTaken(int status, Answer.Kind kind) {
        assertThat(Answer.of(status, null, NOW).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "7, PT7S",
        "'Sun, 1 Mar 2026 12:00:09 GMT', PT9S",
        "'Sun, 1 Mar 2026 11:00:00 GMT', PT0S",
        "999999, PT1H",
        "soon, PT0S",
        "-3, PT0S"
    })
    void pausesAsLongAsItIsAskedToButNoLongerThanAnHour(String header, Duration pause) {
        assertThat(Answer.of(429, header, NOW).pause()).isEqualTo(pause);
    }

    @Test
    void waitsLongerEachTimeAndNotTogether() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));
        for (int tries = 1; tries < 40; tries++) {
            long full = Math.min(300_000, 1_000L << Math.min(tries - 1, 30));
            assertThat(backoff.after("a1-1", tries).toMillis()).isBetween(full / 2, full);
        }
        assertThat(backoff.after("a1-1", 20)).isEqualTo(backoff.after("a1-1", 20));
        assertThat(backoff.after("a1-1", 20)).isNotEqualTo(backoff.after("a2-1", 20));
    }
}
