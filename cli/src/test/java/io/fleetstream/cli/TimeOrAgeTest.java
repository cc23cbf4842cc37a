package io.fleetstream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class TimeOrAgeTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private final TimeOrAge times = new TimeOrAge(Clock.fixed(NOON, ZoneOffset.UTC));

    @Test
    void takesTimesAndAges() {
        assertThat(times.convert("2026-02-01T00:00:00Z")).isEqualTo("2026-02-01T00:00:00Z");
        assertThat(times.convert("PT90M")).isEqualTo("2026-03-01T10:30:00Z");
        assertThat(times.convert("P1D")).isEqualTo("2026-02-28T12:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "noon", "P", "2026-03-01"})
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> times.convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("accepted: ISO-8601 such as");
    }
}
