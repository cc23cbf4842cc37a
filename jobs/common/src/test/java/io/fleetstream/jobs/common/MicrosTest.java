package io.fleetstream.jobs.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MicrosTest {
    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                1,
                -1,
                -1_000_001,
                1_700_000_000_000_001L,
                9_999_999_999_999_999L,
                1L << 62
            })
    void countsTimesOfAnyCentury(long micros) {
        assertThat(Micros.of(Instant.EPOCH.plus(micros, ChronoUnit.MICROS))).isEqualTo(micros);
    }

    @Test
    void staysInRangeForTimesThatDoNotFit() {
        assertThat(Micros.of(Instant.MAX)).isGreaterThan(1L << 62);
        assertThat(Micros.of(Instant.MIN)).isLessThan(-(1L << 62));
    }
}
