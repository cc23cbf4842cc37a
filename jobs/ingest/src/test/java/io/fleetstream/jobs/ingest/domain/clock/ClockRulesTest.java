package io.fleetstream.jobs.ingest.domain.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.ingest.state.ClockRow;
import org.junit.jupiter.api.Test;

/** One device; times in seconds. One test per row of the table, then what follows from several. */
class ClockRulesTest {
    private static final double HOUR = 3_600;

    private final ClockRules rules = new ClockRules(ClockSettings.DEFAULT);
    private ClockRow clock;
    private ClockVerdict verdict;

    @Test
    void row2WithinTheThresholdItIsInSync() {
        send(120, 0);
        assertThat(verdict).isEqualTo(new ClockVerdict(false, null, null));
        send(-120, 0);
        assertThat(verdict).isEqualTo(new ClockVerdict(false, null, null));
        send(120.000_001, 0);
        assertThat(verdict.hold()).isTrue();
    }

    @Test
    void row2AMessageInSyncRefutesTheSuspicion() {
        send(HOUR, 0);
        send(10, 10);
        assertThat(verdict).isEqualTo(new ClockVerdict(false, null, null));
    }

    @Test
    void aClockThatIsSetRightIsRightOnceItHasBeenSteadyForTenSeconds() {
        known(HOUR);
        for (int i = 0; i < 4; i++) {
            send(300 + 3 * i, 300 + 3 * i);
            assertThat(verdict.hold()).isTrue();
        }
        send(312, 312);
        assertThat(verdict).isEqualTo(new ClockVerdict(false, null, null));
    }

    @Test
    void aClockThatIsSetRightIsRightAfterTheLongestHolding() {
        known(HOUR);
        send(400, 400);
        assertThat(verdict.hold()).isTrue();
        assertThat(rules.refuted(clock)).isNull();
    }

    @Test
    void aBacklogOfAWrongClockPassesThroughSyncWithoutMakingItRight() {
        known(HOUR);
        // three hours measured every ten seconds come at ten a second
        for (int i = 0; i < 1_080; i++) {
            send(300 + HOUR + 10 * i, 300 + 3 * HOUR + 0.1 * i);
            if (!verdict.hold()) {
                assertThat(verdict.offset()).as("message %d", i).isEqualTo(micros(HOUR));
                assertThat(verdict.heldOffset()).as("before %d", i).isEqualTo(micros(HOUR));
            }
        }
        assertThat(verdict.hold()).isFalse();
    }

    @Test
    void row1AKnownOffsetHoldsWhateverTheDelay() {
        known(HOUR);
        send(HOUR + 300, 310);
        assertThat(verdict.hold()).isFalse();
        assertThat(verdict.offset()).isEqualTo(micros(HOUR));
    }

    @Test
    void row1AlsoWhereTheOffsetIsHardlyOutOfSync() {
        known(130);
        send(300 + 130 - 15, 300);
        assertThat(verdict.offset()).isEqualTo(micros(130));
    }

    @Test
    void row3ABacklogSentAtOnceIsRefutedAtOnce() {
        send(-HOUR, 0);
        assertThat(verdict.hold()).isTrue();
        send(-HOUR + 60, 0.001);
        assertThat(verdict.hold()).isFalse();
        assertThat(verdict.offset()).isNull();
        send(-HOUR + 120, 0.002);
        assertThat(verdict.hold()).isFalse();
    }

    @Test
    void row3ABacklogOfADeviceThatMeasuresEverySecondToo() {
        for (int i = 0; i < 6; i++) {
            send(-HOUR + i, 0.001 * i);
            assertThat(verdict.hold()).isTrue();
        }
        send(-HOUR + 6, 0.006);
        assertThat(verdict.hold()).isFalse();
        assertThat(verdict.offset()).isNull();
    }

    @Test
    void row4FiveAheadOfArrivalAreEnough() {
        for (int i = 0; i < 4; i++) {
            send(HOUR + 0.1 * i, 0.1 * i);
            assertThat(verdict.hold()).isTrue();
        }
        send(HOUR + 0.4, 0.4);
        assertThat(verdict.hold()).isFalse();
        assertThat(verdict.heldOffset()).isEqualTo(micros(HOUR));
        assertThat(verdict.offset()).isEqualTo(micros(HOUR));
    }

    @Test
    void row4AlsoInTheSameInstant() {
        for (int i = 0; i < 5; i++) {
            send(HOUR, 0);
        }
        assertThat(verdict.offset()).isEqualTo(micros(HOUR));
    }

    @Test
    void row5BehindArrivalTheyHaveToTakeTenSeconds() {
        for (int i = 0; i < 10; i++) {
            send(-HOUR + i, i);
            assertThat(verdict.hold()).as("message %d", i).isTrue();
        }
        send(-HOUR + 10, 10);
        assertThat(verdict.heldOffset()).isEqualTo(micros(-HOUR));
    }

    @Test
    void row5OneAMinute() {
        for (int i = 0; i < 4; i++) {
            send(-HOUR + 60 * i, 60 * i);
            assertThat(verdict.hold()).isTrue();
        }
        send(-HOUR + 240, 240);
        assertThat(verdict.offset()).isEqualTo(micros(-HOUR));
    }

    @Test
    void row6ManyAtOnceAreToldByTheirPace() {
        for (int i = 0; i < 64; i++) {
            send(-HOUR + 0.01 * i, 0.01 * i);
        }
        assertThat(verdict.hold()).isFalse();
        assertThat(verdict.offset()).as("live").isEqualTo(micros(-HOUR));

        clock = null;
        for (int i = 0; i < 64; i++) {
            send(-HOUR + 0.01 * i, 0.0001 * i);
        }
        assertThat(verdict.hold()).isFalse();
        assertThat(verdict.offset()).as("backlog").isNull();
    }

    @Test
    void row7OneADayIsKnownAtTheFifth() {
        for (int day = 0; day < 4; day++) {
            send(-HOUR + 86_400 * day, 86_400 * day);
            if (verdict.hold()) {
                clock = rules.refuted(clock);
            }
            assertThat(clock.offset()).isNull();
        }
        send(-HOUR + 86_400 * 4, 86_400 * 4);
        assertThat(verdict.hold()).isFalse();
        send(-HOUR + 86_400 * 5, 86_400 * 5);
        assertThat(verdict.offset()).isEqualTo(micros(-HOUR));
    }

    @Test
    void theOffsetIsThatOfTheLeastDelay() {
        for (int i = 0; i < 5; i++) {
            send(HOUR + 60 * i, 60 * i + (i == 2 ? 0.1 : 3));
        }
        assertThat(verdict.offset()).isEqualTo(micros(HOUR - 0.1));
    }

    @Test
    void aJumpIsMeasuredAnew() {
        known(HOUR);
        for (int i = 0; i < 4; i++) {
            send(3 * HOUR + 60 * i, 300 + 60 * i);
            assertThat(verdict.hold()).isTrue();
            assertThat(clock.offset()).as("stands for the time being").isEqualTo(micros(HOUR));
        }
        send(3 * HOUR + 240, 540);
        assertThat(verdict.heldOffset()).isEqualTo(micros(3 * HOUR - 300));
    }

    @Test
    void aLateMessageOfAWrongClockIsCorrectedByWhatIsKnown() {
        known(HOUR);
        send(1_800, 300);
        send(1_900, 300.001);
        assertThat(verdict.hold()).isFalse();
        assertThat(verdict.heldOffset()).isEqualTo(micros(HOUR));
    }

    @Test
    void aDriftIsFollowed() {
        known(HOUR);
        for (int i = 5; i < 400; i++) {
            send(HOUR + 60 * i * 1.001, 60 * i);
            assertThat(verdict.hold()).isFalse();
            assertThat(Math.abs(verdict.offset() - micros(HOUR + 0.06 * i)))
                    .isLessThanOrEqualTo(5_500_000);
        }
    }

    private void known(double offset) {
        for (int i = 0; i < 5; i++) {
            send(offset + 60 * i, 60 * i);
        }
        assertThat(clock.phase()).isEqualTo(ClockRow.KNOWN);
    }

    private void send(double time, double arrival) {
        verdict = rules.judge(clock, micros(time), micros(arrival));
        clock = verdict.clock();
    }

    private static long micros(double seconds) {
        return Math.round(seconds * 1_000_000);
    }
}
