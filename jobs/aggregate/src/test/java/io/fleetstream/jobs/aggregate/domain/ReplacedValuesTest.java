package io.fleetstream.jobs.aggregate.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A value that was in the roll-ups already is replaced: what becomes of the sites. */
class ReplacedValuesTest {
    private static final long SECOND = 1_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long T = 1_789_999_200L * SECOND;

    private final World world = new World();

    @Test
    void theSameDeviceAtTheSamePlaceLongAfterTheRollUpWasForgotten() {
        world.read(T + SECOND, T, "a", 20, DeviceSamples.GOOD);
        world.pass(T, T + 20 * HOUR, MINUTE);
        world.read(T + 20 * HOUR, T, "a", 21, DeviceSamples.GOOD);
        world.pass(T + 20 * HOUR, T + 20 * HOUR + 10 * MINUTE, SECOND);

        assertThat(world.counts).containsOnly(Map.entry("a", 1L));
    }

    @Test
    void aDeviceThatHasMovedTakesItsValueAlong() {
        world.read(T + SECOND, T, "a", 20, DeviceSamples.GOOD);
        world.read(T + MINUTE + SECOND, T + MINUTE, "a", 7, DeviceSamples.GOOD);
        world.pass(T + MINUTE + SECOND, T + 3 * MINUTE, SECOND);
        world.read(T + 3 * MINUTE, T, "b", 21, DeviceSamples.GOOD);
        world.pass(T + 3 * MINUTE, T + HOUR, SECOND);

        assertThat(world.counts).containsOnly(Map.entry("a", 0L), Map.entry("b", 1L));
    }

    @Test
    void aValueThatTurnsOutBadElsewhere() {
        world.read(T + SECOND, T, "a", 20, DeviceSamples.GOOD);
        world.read(T + MINUTE + SECOND, T + MINUTE, "a", 7, DeviceSamples.GOOD);
        world.pass(T + MINUTE + SECOND, T + 3 * MINUTE, SECOND);
        world.read(T + 3 * MINUTE, T, "b", 21, DeviceSamples.BAD);
        world.pass(T + 3 * MINUTE, T + HOUR, SECOND);

        assertThat(world.counts).containsEntry("a", 0L);
        assertThat(world.counts.getOrDefault("b", 0L)).isZero();
    }

    /** One device, the sites it stands at, and the first minute's count of each. */
    private static final class World implements WindowOutput, DeviceStore {
        private final WindowRules rules = WindowRules.DEFAULT;
        private final RollUpRules rollUpRules =
                new RollUpRules(
                        rules.windows(),
                        15,
                        Duration.ofSeconds(10),
                        rules.reviseAfter(),
                        rules.earlyAfter(),
                        rules.earlyFrom(),
                        rules.longestWayToRollUps());
        private final Map<Long, Pane> panes = new HashMap<>();
        private final Map<Long, Statistics> sealed = new HashMap<>();
        private final Map<Long, Marks> marks = new HashMap<>();
        private final Map<RollUp, RollUpState> states = new LinkedHashMap<>();
        private final Map<RollUp, RollUpWindows> sites = new LinkedHashMap<>();
        private final Map<String, Long> counts = new HashMap<>();
        private final DeviceWindows windows = new DeviceWindows(rules, this, this);
        private DeviceState state = windows.unknown();
        private long now;

        void read(long arrival, long time, String site, double value, byte quality) {
            now = Math.max(now, arrival);
            if (arrival >= state.nextDue() && windows.advance(state, arrival)) {
                state = windows.unknown();
            }
            windows.accept(
                    state,
                    new DeviceSamples(
                            "d1",
                            new Place("acme", site, "t", "m"),
                            time,
                            arrival,
                            new String[] {"x"},
                            new double[] {value},
                            new String[] {null},
                            new byte[] {quality},
                            null,
                            0,
                            0,
                            0));
        }

        void pass(long from, long to, long step) {
            for (now = from; now < to; now += step) {
                if (windows.advance(state, now)) {
                    state = windows.unknown();
                }
                states.forEach((rollUp, each) -> sites.get(rollUp).advance(each, now));
            }
        }

        @Override
        public void delta(Delta delta) {
            RollUp site =
                    new RollUp(
                            Delta.SITE, delta.place().org(), delta.place().site(), delta.metric());
            RollUpDelta one = new RollUpDelta(site, delta.pane(), rules.windows().size());
            one.merge(delta);
            sites.computeIfAbsent(site, each -> rollUp(delta.place().site()))
                    .accept(states.computeIfAbsent(site, each -> new RollUpState()), one, now);
        }

        private RollUpWindows rollUp(String site) {
            Map<Long, RollUpDelta> kept = new HashMap<>();
            RollUpStore store =
                    new RollUpStore() {
                        @Override
                        public RollUpDelta pane(long start) {
                            return kept.get(start);
                        }

                        @Override
                        public void putPane(RollUpDelta pane) {
                            kept.put(pane.pane(), pane);
                        }

                        @Override
                        public void removePane(long start) {
                            kept.remove(start);
                        }
                    };
            return new RollUpWindows(
                    rollUpRules,
                    store,
                    row -> {
                        if (row.spec().name().equals("1m") && row.start() == T) {
                            counts.put(site, row.statistics().count());
                        }
                    });
        }

        @Override
        public void row(WindowRow row) {}

        @Override
        public void late(DeviceSamples samples, long behind) {}

        @Override
        public Pane pane(long start) {
            return panes.get(start);
        }

        @Override
        public void putPane(Pane pane) {
            panes.put(pane.start(), pane);
        }

        @Override
        public void removePane(long start) {
            panes.remove(start);
        }

        @Override
        public Statistics sealed(long id) {
            return sealed.get(id);
        }

        @Override
        public void putSealed(long id, Statistics statistics) {
            sealed.put(id, statistics);
        }

        @Override
        public void removeSealed(long id) {
            sealed.remove(id);
        }

        @Override
        public Marks marks(long id) {
            return marks.get(id);
        }

        @Override
        public void putMarks(long id, Marks kept) {
            marks.put(id, kept);
        }

        @Override
        public void removeMarks(long id) {
            marks.remove(id);
        }
    }
}
