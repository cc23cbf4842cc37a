package io.fleetstream.emulator.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {
    private static final long SECOND = 1_000_000_000;

    private final AtomicLong wall = new AtomicLong(17);

    @Test
    void eventTimePassesAsFastAsTold() {
        RunClock clock = new RunClock(Pace.parse("10x"), 5_000, wall::get);
        assertThat(clock.waitNanos(15_000)).isEqualTo(SECOND);
        wall.addAndGet(SECOND / 2);
        assertThat(clock.waitNanos(15_000)).isEqualTo(SECOND / 2);
        assertThat(clock.now(0)).isEqualTo(10_000);
        assertThat(clock.waitNanos(10_000)).isZero();
    }

    @Test
    void originalIsOneToOne() {
        RunClock clock = new RunClock(Pace.parse("original"), 0, wall::get);
        assertThat(clock.waitNanos(250)).isEqualTo(SECOND / 4);
    }

    @Test
    void flatOutNothingWaitsAndNowIsWhatComesNext() {
        RunClock clock = new RunClock(Pace.parse("flat-out"), 0, wall::get);
        assertThat(clock.waitNanos(Long.MAX_VALUE / 2)).isZero();
        assertThat(clock.now(42)).isEqualTo(42);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "0x", "-1x", "10", "x", ""})
    void refusesWhatIsNoPace(String text) {
        assertThatThrownBy(() -> Pace.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
