package io.fleetstream.jobs.ingest.domain.sequence;

import static io.fleetstream.jobs.ingest.domain.sequence.Verdict.DUPLICATE;
import static io.fleetstream.jobs.ingest.domain.sequence.Verdict.NEW;
import static io.fleetstream.jobs.ingest.domain.sequence.Verdict.RESET;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** One test per row of the table in {@link SequenceRules}, then what follows from several. */
class SequenceRulesTest {
    private final DeviceUnderTest device = new DeviceUnderTest();

    @Test
    void row1SameReadingStampedLaterIsARepeat() {
        assertThat(device.sends(7, 100, 1.5)).isEqualTo(NEW);
        assertThat(device.sends(7, 4_194_763, 1.5)).isEqualTo(DUPLICATE);
        assertThat(device.sends(8, 4_195_000, 1.5)).isEqualTo(NEW);
        assertThat(device.sends(7, 4_195_001, 1.5)).isEqualTo(DUPLICATE);
    }

    @Test
    void row2TheFirstReadingOfADeviceIsNew() {
        assertThat(device.sends(71, 100, 1)).isEqualTo(NEW);
    }

    @Test
    void row2AnotherBootIsAReset() {
        assertThat(device.sends("b1", 0, 100, 1)).isEqualTo(NEW);
        assertThat(device.sends("b2", 0, 100, 1)).isEqualTo(RESET);
    }

    @Test
    void row3HigherIsNewHoweverWideTheGap() {
        device.sends(1, 100, 1);
        assertThat(device.sends(2, 90, 1)).isEqualTo(NEW);
        assertThat(device.sends(1_000_000, 110, 1)).isEqualTo(NEW);
    }

    @Test
    void row4LateAndNotSeenFillsItsGapOnce() {
        device.sends(1, 1, 1);
        device.sends(100, 100, 1);
        assertThat(device.sends(50, 50, 1)).isEqualTo(NEW);
        assertThat(device.sends(50, 50, 2)).isEqualTo(DUPLICATE);
    }

    @Test
    void row5OvertakenAndStampedOnArrivalIsNew() {
        device.sends(1, 100, 1);
        device.sends(18, 101, 1);
        assertThat(device.sends(2, 102, 1)).isEqualTo(NEW);
        assertThat(device.history.sessions()).hasSize(1);
    }

    @Test
    void row6FarBelowNotSeenAndLaterIsAReset() {
        device.sends(71, 100, 1);
        device.sends(1_062, 200, 1);
        assertThat(device.sends(0, 300, 1)).isEqualTo(RESET);
        assertThat(device.sends(1, 301, 1)).isEqualTo(NEW);
    }

    @Test
    void row7SeenAndNotLaterIsARepeatHoweverLate() {
        count(0, 10_000);
        assertThat(device.sends(3, 3, 99)).isEqualTo(DUPLICATE);
        assertThat(device.sends(9_000, 10_000, 99)).isEqualTo(DUPLICATE);
    }

    @Test
    void row8SeenAndMeasuredLaterIsAReset() {
        count(0, 10);
        assertThat(device.sends(0, 11, 99)).isEqualTo(RESET);
        assertThat(device.sends(1, 12, 99)).isEqualTo(NEW);
        assertThat(device.sends(2, 13, 99)).isEqualTo(NEW);
    }

    @Test
    void row8AlsoForADeviceThatNeverCountsFurther() {
        assertThat(device.sends(0, 1, 20.5)).isEqualTo(NEW);
        assertThat(device.sends(0, 2, 20.6)).isEqualTo(RESET);
        assertThat(device.sends(0, 3, 20.7)).isEqualTo(RESET);
        assertThat(device.sends(0, 2, 20.6)).isEqualTo(DUPLICATE);
    }

    @Test
    void row9NearZeroWithoutATimeIsAReset() {
        for (long n = 0; n <= 100; n++) {
            device.arrives(n, 1_000 + n, (double) n);
        }
        assertThat(device.arrives(0, 2_000, 99)).isEqualTo(RESET);
        assertThat(device.arrives(1, 2_001, 99)).isEqualTo(NEW);
    }

    @Test
    void row10SeenWithoutATimeIsARepeat() {
        for (long n = 0; n <= 100; n++) {
            device.arrives(n, 1_000 + n, (double) n);
        }
        assertThat(device.arrives(40, 2_000, 40)).isEqualTo(DUPLICATE);
        assertThat(device.arrives(99, 2_000, 98)).isEqualTo(DUPLICATE);
    }

    @Test
    void numbersSeenBeforeAResetAreNewAfterIt() {
        count(71, 1_062);
        for (long n = 0; n <= 2_000; n++) {
            assertThat(device.sends(n, 5_000 + n, (double) -n)).isEqualTo(n == 0 ? RESET : NEW);
        }
        assertThat(device.sends(500, 500, 500)).as("before the reset").isEqualTo(DUPLICATE);
        assertThat(device.sends(500, 5_500, -500)).as("after the reset").isEqualTo(DUPLICATE);
    }

    @Test
    void lateFirstDeliveryFromBeforeAResetIsStoredOnce() {
        count(0, 50);
        device.sends(52, 52, 52);
        device.sends(0, 1_000, -1);
        device.sends(1, 1_001, -2);
        assertThat(device.sends(51, 51, 51)).isEqualTo(NEW);
        assertThat(device.sends(51, 51, 51.5)).isEqualTo(DUPLICATE);
        assertThat(device.sends(2, 1_002, -3)).isEqualTo(NEW);
        assertThat(device.history.sessions()).hasSize(2);
    }

    @Test
    void firstReadingAfterAResetMayBeOvertaken() {
        count(0, 50);
        assertThat(device.sends(1, 1_001, -2)).isEqualTo(RESET);
        assertThat(device.sends(0, 1_000, -1).accepted()).isTrue();
        assertThat(device.sends(0, 1_000, -1.5)).isEqualTo(DUPLICATE);
        assertThat(device.sends(2, 1_002, -3)).isEqualTo(NEW);
    }

    @Test
    void bootsAreToldApartWhateverTheirClock() {
        for (long n = 0; n < 20; n++) {
            device.sends("b1", n, 1_000 + n, (double) n);
        }
        assertThat(device.sends("b2", 0, 500, 0)).isEqualTo(RESET);
        assertThat(device.sends("b2", 1, 501, 1)).isEqualTo(NEW);
        assertThat(device.sends("b1", 19, 1_019, 7)).isEqualTo(DUPLICATE);
        assertThat(device.sends("b1", 20, 1_020, 7)).isEqualTo(NEW);
        assertThat(device.sends("b2", 1, 501, 7)).isEqualTo(DUPLICATE);
    }

    @Test
    void aSessionBeginsWithItsEarliestReadingWheneverThatComes() {
        for (long n = 0; n < 20; n++) {
            device.sends("b1", n, n, (double) n);
        }
        assertThat(device.sends("b2", 5, 1_005, 5)).isEqualTo(RESET);
        assertThat(device.sends("b2", 4, 1_004, 4)).isEqualTo(NEW);
        assertThat(device.sends(4, 1_004, 4)).as("without its boot").isEqualTo(DUPLICATE);
    }

    @Test
    void aCounterThatWrapsWithinABootGoesOn() {
        for (long n = 0; n < 256; n++) {
            device.sends("b1", n, n, (double) n);
        }
        assertThat(device.sends("b1", 0, 256, 256)).isEqualTo(RESET);
        assertThat(device.sends("b1", 1, 257, 257)).isEqualTo(NEW);
        assertThat(device.sends("b1", 1, 1, 1)).isEqualTo(DUPLICATE);
    }

    @Test
    void keepsFourSessionsAndTheirHighestRuns() {
        for (int session = 0; session < 6; session++) {
            for (long n = 0; n < 1_000; n += 2) {
                device.sends(n, session * 10_000L + n, session + n / 10_000.0);
            }
        }
        assertThat(device.history.sessions()).hasSize(4);
        assertThat(device.history.sessions().get(0).runs()).hasSize(2 * 16);
        assertThat(device.history.sessions().get(3).runs()).hasSize(2 * 256);
        assertThat(device.history.recentSequenced()).hasSize(16);
        assertThat(device.sends(998, 40_998, 77)).isEqualTo(DUPLICATE);
        assertThat(device.sends(998, 20_998, 77)).isEqualTo(DUPLICATE);
    }

    private void count(long from, long to) {
        for (long n = from; n <= to; n++) {
            assertThat(device.sends(n, n, (double) n)).isEqualTo(NEW);
        }
    }
}
