package io.fleetstream.jobs.ingest.domain.sequence;

import static io.fleetstream.jobs.ingest.domain.sequence.DeviceUnderTest.reading;
import static io.fleetstream.jobs.ingest.domain.sequence.Verdict.DUPLICATE;
import static io.fleetstream.jobs.ingest.domain.sequence.Verdict.NEW;
import static io.fleetstream.jobs.ingest.domain.sequence.Verdict.RESET;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RepeatFilterTest {
    private final DeviceUnderTest device = new DeviceUnderTest();

    @Test
    void withoutASequenceTimeAndContentTellARepeat() {
        assertThat(device.sendsUnnumbered(10L, 1, 10)).isEqualTo(NEW);
        assertThat(device.sendsUnnumbered(10L, 1, 11)).isEqualTo(DUPLICATE);
        assertThat(device.sendsUnnumbered(10L, 2, 12)).isEqualTo(NEW);
        assertThat(device.sendsUnnumbered(11L, 1, 13)).isEqualTo(NEW);
    }

    @Test
    void remembersSixtyFourReadingsWithoutASequence() {
        for (long n = 0; n < 65; n++) {
            device.sendsUnnumbered(n, 1, n);
        }
        assertThat(device.history.recentUnsequenced()).hasSize(64);
        assertThat(device.sendsUnnumbered(1L, 1, 100)).isEqualTo(DUPLICATE);
        assertThat(device.sendsUnnumbered(0L, 1, 100)).isEqualTo(NEW);
    }

    @Test
    void withNeitherSequenceNorTimeNothingIsARepeat() {
        assertThat(device.sendsUnnumbered(null, 1, 10)).isEqualTo(NEW);
        assertThat(device.sendsUnnumbered(null, 1, 10)).isEqualTo(NEW);
        assertThat(device.batch(10, reading(null, null, null, 1), reading(null, null, null, 1)))
                .containsExactly(NEW, NEW);
    }

    @Test
    void judgesTheReadingsOfABatchOneByOne() {
        device.sends(1, 1, 1);
        assertThat(device.batch(5, reading(1L, 1L, null, 1), reading(2L, 2L, null, 2)))
                .containsExactly(DUPLICATE, NEW);
        assertThat(device.batch(6, reading(1L, 1L, null, 1), reading(2L, 2L, null, 2)))
                .containsExactly(DUPLICATE, DUPLICATE);
    }

    @Test
    void readingsThatShareANumberShareTheVerdict() {
        device.sends(7, 7, 0);
        assertThat(device.batch(9, reading(8L, 8L, null, 1), reading(8L, 9L, null, 2)))
                .containsExactly(NEW, NEW);
        assertThat(device.batch(9, reading(8L, 8L, null, 1), reading(8L, 9L, null, 2)))
                .containsExactly(DUPLICATE, DUPLICATE);
        assertThat(device.batch(9, reading(0L, 10L, "b", 1), reading(0L, 11L, "b", 2)))
                .containsExactly(RESET, NEW);
    }

    @Test
    void theSameReadingTwiceInAMessageIsARepeat() {
        assertThat(device.batch(9, reading(8L, 8L, null, 1), reading(8L, 8L, null, 1)))
                .containsExactly(NEW, DUPLICATE);
        assertThat(device.batch(9, reading(null, 8L, null, 1), reading(null, 8L, null, 1)))
                .containsExactly(NEW, DUPLICATE);
    }

    @Test
    void theSameNumberInTwoBootsIsTwoReadings() {
        assertThat(device.batch(9, reading(0L, 8L, "b1", 1), reading(0L, 9L, "b2", 1)))
                .containsExactly(NEW, RESET);
    }
}
