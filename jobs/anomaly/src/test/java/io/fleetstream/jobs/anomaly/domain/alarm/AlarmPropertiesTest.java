package io.fleetstream.jobs.anomaly.domain.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random histories against a plain account of the rule, and against themselves cut otherwise. */
class AlarmPropertiesTest {
    private static final int HISTORIES = 300;
    private static final int SECONDS = 400;
    private static final List<AlarmOrder> ORDERS = List.of(AlarmOrder.values());

    static List<Long> seeds() {
        List<Long> seeds = new ArrayList<>();
        for (long seed = 1; seed <= HISTORIES; seed++) {
            seeds.add(seed);
        }
        return seeds;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void agreesWithAnAccountSecondBySecond(long seed) {
        Random random = new Random(seed);
        int hold = random.nextInt(4) * 5;
        int clearHold = random.nextInt(4) * 7;
        Double[] values = values(random);
        Level level = Level.atOnce(1).holding(hold * 1000L, clearHold * 1000L);
        Watched alarm = Watched.vector(AlarmSpec.of(level));
        for (int second = 0; second < SECONDS; second++) {
            if (values[second] != null) {
                alarm.see(second, values[second]);
            }
        }
        assertThat(alarm.until(SECONDS - 1).told()).isEqualTo(account(values, hold, clearHold));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void doesNotDependOnWhenTimersCome(long seed) {
        Watched seldom = random(seed);
        Watched often = random(seed);
        play(seldom, new Random(seed), false);
        play(often, new Random(seed), true);
        assertThat(often.steps()).isEqualTo(seldom.steps());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void neverHasTwoAlarmsAtATime(long seed) {
        Watched alarm = random(seed);
        play(alarm, new Random(seed), true);
        Set<Long> identities = new HashSet<>();
        long last = 0;
        AlarmStep before = null;
        for (AlarmStep step : alarm.steps()) {
            assertThat(step.time()).isGreaterThanOrEqualTo(last);
            last = step.time();
            if (step.raisedAt() == AlarmStep.NONE) {
                continue;
            }
            if (before == null || before.raisedAt() != step.raisedAt()) {
                assertThat(identities.add(step.raisedAt())).isTrue();
                assertThat(step.change()).isEqualTo(AlarmChange.RAISED);
                assertThat(step.step()).isEqualTo(1);
                assertThat(before == null || !before.status().isOpen()).isTrue();
            } else {
                assertThat(step.step()).isEqualTo(before.step() + 1);
            }
            before = step;
        }
    }

    private static Double[] values(Random random) {
        Double[] values = new Double[SECONDS];
        double value = 9.5;
        double share = 0.1 + random.nextDouble() * 0.6;
        for (int second = 0; second < SECONDS; second++) {
            value += random.nextGaussian();
            value += (9.5 - value) * 0.1;
            values[second] = random.nextDouble() < share ? value : null;
        }
        return values;
    }

    /** Looks back at every second, instead of remembering. */
    private static List<String> account(Double[] values, int hold, int clearHold) {
        List<String> told = new ArrayList<>();
        boolean on = false;
        int from = 0;
        for (int second = 0; second < SECONDS; second++) {
            // at the second of a value, what falls due comes first, and what has no hold after it
            for (int until = second; until <= second + 1; until++) {
                int length = on ? clearHold : hold;
                if (until > second && length > 0) {
                    continue;
                }
                if (holds(values, from, second - length, until, on)) {
                    told.add((on ? "CLEARED@" : "RAISED@") + second);
                    on = !on;
                    from = until;
                }
            }
        }
        return told;
    }

    /** Whether a value at or before that time, and all after it, asked for the change. */
    private static boolean holds(Double[] values, int from, int start, int until, boolean on) {
        int first = -1;
        for (int second = from; second < Math.min(until, values.length); second++) {
            Double value = values[second];
            if (value != null) {
                boolean asks = on ? value < 9 : value > 10;
                first = !asks ? -1 : first < 0 ? second : first;
            }
        }
        return first >= 0 && first <= start;
    }

    private static Watched random(long seed) {
        Random random = new Random(seed);
        List<Level> levels = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        double[] above = new double[count];
        double[] below = new double[count];
        for (int index = 0; index < count; index++) {
            int last = 1 + random.nextInt(4);
            levels.add(
                    new Level(
                            index + 1,
                            random.nextInt(3) * 4000L,
                            1 + random.nextInt(last),
                            last,
                            random.nextInt(3) * 6000L));
            above[index] = 10 + index;
            below[index] = above[index] - random.nextInt(3) * 0.5;
        }
        Schedule schedule =
                random.nextBoolean()
                        ? Schedule.ALWAYS
                        : new Schedule(
                                List.of(
                                        new ScheduleWindow(
                                                EnumSet.allOf(DayOfWeek.class),
                                                LocalTime.of(0, 1),
                                                LocalTime.of(0, 4))));
        AlarmSpec spec =
                new AlarmSpec(
                        levels,
                        random.nextBoolean(),
                        schedule,
                        random.nextInt(3) * 20_000L,
                        random.nextInt(3),
                        60_000);
        return Watched.levels(spec, above, below);
    }

    private static void play(Watched alarm, Random random, boolean timers) {
        double value = 10;
        for (int second = 0; second < SECONDS; second++) {
            value += random.nextGaussian() + (10 - value) * 0.1;
            int what = random.nextInt(60);
            double until = second + 1.0 + random.nextInt(30);
            if (what < 30) {
                alarm.see(second, value);
            } else if (what < 30 + ORDERS.size()) {
                alarm.order(ORDERS.get(what - 30), second, until);
            } else if (timers) {
                alarm.until(second);
            }
        }
        alarm.until(SECONDS);
    }
}
