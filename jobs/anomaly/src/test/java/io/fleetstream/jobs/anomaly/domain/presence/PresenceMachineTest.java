package io.fleetstream.jobs.anomaly.domain.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresenceMachineTest {
    private static final PresenceSpec MINUTES = PresenceSpec.silence(3, 60_000);

    @Test
    void a11IsOfflineAtTheDeadlineAndBackWithTheNextMessage() {
        Attendance device = new Attendance(MINUTES, 0);
        assertThat(device.due()).isEqualTo(180);
        assertThat(device.until(179.999).told()).isEmpty();
        assertThat(device.until(180).seen(181).told())
                .containsExactly("SILENCE@180.0", "ONLINE@181.0");
    }

    @Test
    void a11LosesNothingAtTheDeadlineItself() {
        assertThat(new Attendance(MINUTES, 0).seen(180).until(200).told()).isEmpty();
        // its timer was faster: it comes back at once
        assertThat(new Attendance(MINUTES, 0).until(180).seen(180).told())
                .containsExactly("SILENCE@180.0", "ONLINE@180.0");
    }

    @Test
    void a11TellsOfASilenceThatATimerWasTooLateFor() {
        assertThat(new Attendance(MINUTES, 0).seen(181).told())
                .containsExactly("SILENCE@180.0", "ONLINE@181.0");
    }

    @Test
    void a12WatchesEachMetricByItself() {
        Attendance temperature = new Attendance(MINUTES, 0);
        Attendance battery = new Attendance(MINUTES, 0);
        for (int second = 60; second <= 600; second += 60) {
            temperature.until(second);
            battery.seen(second).until(second);
        }
        assertThat(temperature.told()).containsExactly("SILENCE@180.0");
        assertThat(battery.told()).isEmpty();
    }

    @Test
    void waitsAfterALastWillAndForgetsItOnReturn() {
        Attendance device = new Attendance(PresenceSpec.DEFAULT, 0).said(false, 10);
        assertThat(device.due()).isEqualTo(310);
        assertThat(device.until(309).said(true, 309).until(1000).told()).isEmpty();
        assertThat(device.said(false, 2000).said(false, 2100).until(3000).told())
                .containsExactly("STATUS@2300.0");
        assertThat(device.said(true, 3001).told())
                .containsExactly("STATUS@2300.0", "ONLINE@3001.0");
    }

    @Test
    void ignoresALastWillThatIsOlderThanAMessage() {
        Attendance device = new Attendance(PresenceSpec.DEFAULT, 0).seen(20).said(false, 10);
        assertThat(device.until(1000).told()).isEmpty();
    }

    @Test
    void isNotBroughtBackByAMessageFromBeforeTheLastWill() {
        Attendance device = new Attendance(PresenceSpec.DEFAULT, 0).said(false, 10).seen(9);
        assertThat(device.until(310).told()).containsExactly("STATUS@310.0");
        assertThat(device.seen(9.5).told()).hasSize(1);
        assertThat(device.seen(311).told()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void learnsTheIntervalOfADevice(long seed) {
        Random random = new Random(seed);
        Attendance device = new Attendance(PresenceSpec.DEFAULT, 0);
        double now = 0;
        for (int message = 0; message < 2000; message++) {
            now += 60 * (0.9 + random.nextDouble() * 0.2);
            device.seen(now);
        }
        assertThat(device.told()).isEmpty();
        assertThat(device.state().learnedInterval()).isCloseTo(65_400, withPercentage(3));
        assertThat(device.bytes()).isLessThan(40);
        assertThat(device.due() - now).isBetween(180.0, 200.0);
    }

    @Test
    void knowsNoDeadlineBeforeItHasLearned() {
        Attendance device = new Attendance(PresenceSpec.DEFAULT, 0);
        for (int second = 60; second <= 19 * 60; second += 60) {
            device.seen(second);
        }
        assertThat(device.due()).isInfinite();
        assertThat(device.seen(20 * 60).due()).isEqualTo(20 * 60 + 180);
    }

    @Test
    void followsADeviceThatBecomesSlower() {
        Attendance device = new Attendance(PresenceSpec.DEFAULT, 0);
        double now = 0;
        for (int message = 0; message < 1000; message++) {
            device.seen(++now * 60);
        }
        double second = now * 60;
        for (int message = 0; message < 1000; message++) {
            second += 600;
            device.seen(second);
        }
        int alarms = device.told().size();
        for (int message = 0; message < 100; message++) {
            second += 600;
            device.seen(second);
        }
        assertThat(device.told()).hasSize(alarms);
        assertThat(alarms).isBetween(2, 400);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void neverGoesTwiceNorComesTwice(long seed) {
        Random random = new Random(seed);
        Attendance device = new Attendance(PresenceSpec.DEFAULT, 0);
        double now = 0;
        for (int event = 0; event < 3000; event++) {
            now += random.nextInt(20) == 0 ? random.nextInt(2000) : random.nextInt(60);
            double shaken = now - random.nextInt(5);
            switch (random.nextInt(5)) {
                case 0 -> device.said(random.nextBoolean(), shaken);
                case 1 -> device.until(now);
                default -> device.seen(shaken);
            }
        }
        List<Boolean> online = new ArrayList<>();
        device.told().forEach(step -> online.add(step.startsWith("ONLINE")));
        assertThat(online).hasSizeGreaterThan(10);
        for (int index = 0; index < online.size(); index++) {
            assertThat(online.get(index)).isEqualTo(index % 2 == 1);
        }
    }

    @Test
    void spreadsTimersOverTheGrain() {
        long grain = 10_000;
        long[] buckets = new long[10];
        for (int device = 0; device < 10_000; device++) {
            long tick = Stagger.tick(1_000_000, grain, "device-" + device);
            assertThat(tick).isBetween(1_000_000L, 1_009_999L);
            assertThat(Stagger.tick(tick, grain, "device-" + device)).isEqualTo(tick);
            buckets[(int) (tick - 1_000_000) / 1000]++;
        }
        for (long bucket : buckets) {
            assertThat(bucket).isBetween(800L, 1200L);
        }
        assertThat(Stagger.tick(Long.MAX_VALUE, grain, "d")).isEqualTo(Long.MAX_VALUE);
        assertThat(Stagger.tick(7, 1, "d")).isEqualTo(7);
    }
}
