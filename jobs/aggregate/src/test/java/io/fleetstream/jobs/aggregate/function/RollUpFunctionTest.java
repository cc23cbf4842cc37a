package io.fleetstream.jobs.aggregate.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.aggregate.domain.Delta;
import io.fleetstream.jobs.aggregate.domain.DeviceSamples;
import io.fleetstream.jobs.aggregate.domain.Longs;
import io.fleetstream.jobs.aggregate.domain.Place;
import io.fleetstream.jobs.aggregate.domain.RollUp;
import io.fleetstream.jobs.aggregate.domain.RollUpDelta;
import io.fleetstream.jobs.aggregate.domain.RollUpRules;
import io.fleetstream.jobs.aggregate.domain.RollUpState;
import io.fleetstream.jobs.aggregate.domain.WindowRules;
import io.fleetstream.jobs.aggregate.state.AggregateStates;
import io.fleetstream.schemas.WindowAggregate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The windows of one site, as earlier builds kept them and as they are kept now. */
@SuppressWarnings("try") // closing is not interrupted here
class RollUpFunctionTest {
    private static final long SECOND = 1_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final int HOURS = 8_760;
    private static final long BEGIN = 1_772_366_400L * SECOND;
    private static final Place BONN = new Place("acme", "bonn", "pump", null);
    private static final RollUp SITE = new RollUp(Delta.SITE, "acme", "bonn", "t");
    private static final WindowRules WINDOWS = WindowRules.DEFAULT;
    private static final RollUpRules RULES =
            new RollUpRules(
                    WINDOWS.windows(),
                    Delta.SITE,
                    Duration.ofSeconds(10),
                    WINDOWS.reviseAfter(),
                    WINDOWS.earlyAfter(),
                    WINDOWS.earlyFrom(),
                    WINDOWS.longestWayToRollUps());

    /** What came with one watermark. */
    private record Step(List<RollUpDelta> deltas, long watermark) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void goesOnFromTheStateOfEarlierBuilds(long seed) throws Exception {
        Random random = new Random(seed);
        List<Step> steps = steps(random, 400);
        int change = 1 + random.nextInt(steps.size() - 2);

        List<String> whole = new ArrayList<>();
        try (var old = open(new UndividedRollUpFunction(RULES), null)) {
            run(old, steps, whole);
        }
        List<String> changed = new ArrayList<>();
        OperatorSubtaskState state;
        try (var old = open(new UndividedRollUpFunction(RULES), null)) {
            run(old, steps.subList(0, change), changed);
            state = old.snapshot(1, 1);
        }
        try (var now = open(new RollUpFunction(RULES), state)) {
            goOn(now, steps, change, changed);
            assertThat(now.numKeyedStateEntries()).as("everything is dropped").isZero();
        }

        assertThat(whole).hasSizeGreaterThan(300);
        assertThat(changed).as("seed %d, change at %d", seed, change).hasSameElementsAs(whole);
        assertThat(changed).hasSameSizeAs(whole);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void isTheSameAfterARestore(long seed) throws Exception {
        Random random = new Random(seed);
        List<Step> steps = steps(random, 400);
        int kill = 1 + random.nextInt(steps.size() - 2);
        List<String> whole = new ArrayList<>();
        try (var operator = open(new RollUpFunction(RULES), null)) {
            run(operator, steps, whole);
        }
        List<String> restored = new ArrayList<>();
        OperatorSubtaskState state;
        try (var operator = open(new RollUpFunction(RULES), null)) {
            run(operator, steps.subList(0, kill), restored);
            state = operator.snapshot(1, 1);
        }
        try (var operator = open(new RollUpFunction(RULES), state)) {
            goOn(operator, steps, kill, restored);
        }

        assertThat(restored).as("seed %d, kill at %d", seed, kill).isEqualTo(whole);
    }

    /** A replay of a year stays open for half a day: an hour of it is not the dearer for that. */
    @Test
    void whatARecordReadsAndWritesDoesNotGrowWithTheNumberOfWindows() throws Exception {
        try (var operator = open(new RollUpFunction(RULES), null)) {
            operator.processWatermark((BEGIN + 9_000 * HOUR) / 1_000);
            for (RollUpDelta delta : year()) {
                operator.processElement(delta, 0);
            }
            KeyedStateBackend<String> backend =
                    ((KeyedProcessOperator<?, ?, ?>) operator.getOperator()).getKeyedStateBackend();
            backend.setCurrentKey(SITE.key());
            int most = 0;
            for (RollUpState each : map(backend, AggregateStates.ROLL_UP_WINDOWS).values()) {
                DataOutputSerializer out = new DataOutputSerializer(64);
                each.write(out);
                most = Math.max(most, out.length());
            }
            assertThat(most).isPositive().isLessThan(200);
            for (Longs each : map(backend, AggregateStates.ROLL_UP_DUE).values()) {
                assertThat(each.size()).isLessThanOrEqualTo(HOURS / 16 + 1);
            }
        }
    }

    /** One reading an hour, in the order of a replay. */
    private static List<RollUpDelta> year() throws Exception {
        try (DeviceHarness devices = new DeviceHarness(WINDOWS)) {
            Random random = new Random(1);
            for (int hour = 0; hour < HOURS; hour++) {
                long time = BEGIN + hour * HOUR;
                devices.process(reading("d", time, time, random, hour));
                devices.time(time);
            }
            devices.end();
            return devices.deltas().stream().map(RollUpFunctionTest::ofSite).toList();
        }
    }

    private static RollUpDelta ofSite(Delta delta) {
        RollUpDelta one = new RollUpDelta(SITE, delta.pane(), WINDOWS.windows().size());
        one.merge(delta);
        return one;
    }

    private static <V> MapState<Long, V> map(
            KeyedStateBackend<String> backend, MapStateDescriptor<Long, V> descriptor)
            throws Exception {
        return backend.getPartitionedState(
                VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor);
    }

    /** Devices that send at random, some of it hours late, as the operator of devices ships it. */
    private static List<Step> steps(Random random, int count) throws Exception {
        List<Step> steps = new ArrayList<>();
        try (DeviceHarness devices = new DeviceHarness(WINDOWS)) {
            long now = BEGIN;
            int shipped = 0;
            for (int i = 0; i < count; i++) {
                for (int readings = random.nextInt(4); readings > 0; readings--) {
                    long late = random.nextInt(5) == 0 ? random.nextLong(4 * HOUR) : 0;
                    devices.process(reading("d" + random.nextInt(5), now - late, now, random, i));
                }
                now += random.nextLong(random.nextInt(20) == 0 ? 3 * HOUR : 10 * MINUTE);
                devices.time(now);
                List<Delta> all = devices.deltas();
                steps.add(
                        new Step(
                                all.subList(shipped, all.size()).stream()
                                        .map(RollUpFunctionTest::ofSite)
                                        .toList(),
                                now / 1_000));
                shipped = all.size();
            }
        }
        steps.add(new Step(List.of(), Long.MAX_VALUE));
        return steps;
    }

    private static DeviceSamples reading(
            String device, long time, long arrival, Random random, int offset) {
        return new DeviceSamples(
                device,
                BONN,
                time,
                arrival,
                new String[] {"t"},
                new double[] {random.nextInt(100)},
                new String[] {"Cel"},
                new byte[] {DeviceSamples.GOOD},
                null,
                0,
                offset,
                0);
    }

    /** From a step on; time is first where it was, so that rows are early for the same windows. */
    private static void goOn(
            KeyedOneInputStreamOperatorTestHarness<String, RollUpDelta, WindowAggregate> operator,
            List<Step> steps,
            int from,
            List<String> rows)
            throws Exception {
        operator.processWatermark(steps.get(from - 1).watermark());
        run(operator, steps.subList(from, steps.size()), rows);
    }

    private static void run(
            KeyedOneInputStreamOperatorTestHarness<String, RollUpDelta, WindowAggregate> operator,
            List<Step> steps,
            List<String> rows)
            throws Exception {
        for (Step step : steps) {
            for (RollUpDelta delta : step.deltas()) {
                operator.processElement(delta, 0);
            }
            operator.processWatermark(step.watermark());
        }
        operator.extractOutputValues().forEach(row -> rows.add(row.toString()));
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, RollUpDelta, WindowAggregate>
            open(
                    KeyedProcessFunction<String, RollUpDelta, WindowAggregate> function,
                    OperatorSubtaskState state)
                    throws Exception {
        var operator =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(function),
                        (RollUpDelta delta) -> delta.rollUp().key(),
                        Types.STRING,
                        720,
                        1,
                        0);
        if (state != null) {
            operator.initializeState(state);
        }
        operator.open();
        return operator;
    }
}
