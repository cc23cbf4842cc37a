package io.fleetstream.jobs.aggregate.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.aggregate.domain.DeviceSamples;
import io.fleetstream.jobs.aggregate.domain.WindowRules;
import io.fleetstream.jobs.aggregate.domain.WindowSpec;
import io.fleetstream.jobs.aggregate.oracle.Oracle;
import io.fleetstream.jobs.aggregate.oracle.OracleKey;
import io.fleetstream.jobs.aggregate.oracle.RowCheck;
import io.fleetstream.jobs.aggregate.oracle.TestFleet;
import io.fleetstream.schemas.AggregateScope;
import io.fleetstream.schemas.LateReading;
import io.fleetstream.schemas.WindowAggregate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator of devices against the oracle. */
@SuppressWarnings("try") // closing a harness is not interrupted here
class DeviceOracleTest {
    private static final int DEVICES = 10;
    private static final int HOURS = 9;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyRowIsTheOracles(long seed) throws Exception {
        List<DeviceSamples> readings = TestFleet.replacing(seed, DEVICES, HOURS);
        try (DeviceHarness harness = new DeviceHarness(WindowRules.DEFAULT)) {
            for (DeviceSamples reading : readings) {
                harness.process(reading);
            }
            harness.end();

            check(harness, readings, WindowRules.DEFAULT);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1m,5m,1h",
                "90s,10m/2m,2h",
                "1h/10m",
                "7m,5m",
                "1m,session-10m",
                "session-3m",
                "1h",
                "3h,session-1h"
            })
    void everyRowIsTheOraclesForOtherWindows(String windows) throws Exception {
        WindowRules rules = rules(windows, Duration.ofSeconds(7), Duration.ofMinutes(20));
        List<DeviceSamples> readings = TestFleet.replacing(4, DEVICES, HOURS);
        try (DeviceHarness harness = new DeviceHarness(rules)) {
            for (DeviceSamples reading : readings) {
                harness.process(reading);
            }
            harness.end();

            check(harness, readings, rules);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6, 7})
    void aKillChangesNothing(long seed) throws Exception {
        List<DeviceSamples> readings = TestFleet.replacing(seed, DEVICES, HOURS);
        Random random = new Random(seed);
        try (DeviceHarness harness = new DeviceHarness(WindowRules.DEFAULT)) {
            OperatorSubtaskState checkpoint = harness.snapshot();
            int committed = 0;
            int kills = 0;
            for (int i = 0; i < readings.size(); i++) {
                harness.process(readings.get(i));
                int lot = random.nextInt(2_000);
                if (lot == 0) {
                    harness.time(readings.get(i).receivedAt());
                    checkpoint = harness.snapshot();
                    committed = i + 1;
                } else if (lot == 1 && kills < 20) {
                    kills++;
                    harness.killAndRestore(checkpoint);
                    i = committed - 1;
                }
            }
            harness.end();

            assertThat(kills).isPositive();
            check(harness, readings, WindowRules.DEFAULT);
        }
    }

    /** Watermarks only bring forward what would be done anyway. */
    @Test
    void whenWatermarksComeShowsNowhere() throws Exception {
        List<DeviceSamples> readings = TestFleet.replacing(8, DEVICES, HOURS);
        List<WindowAggregate> without = rows(readings, Integer.MAX_VALUE);
        List<WindowAggregate> few = rows(readings, 1_000);
        List<WindowAggregate> many = rows(readings, 1);

        assertThat(few).containsExactlyInAnyOrderElementsOf(without);
        assertThat(many).containsExactlyInAnyOrderElementsOf(without);
    }

    private static List<WindowAggregate> rows(List<DeviceSamples> readings, int every)
            throws Exception {
        try (DeviceHarness harness = new DeviceHarness(WindowRules.DEFAULT)) {
            for (int i = 0; i < readings.size(); i++) {
                harness.process(readings.get(i));
                if (i % every == every - 1) {
                    harness.time(readings.get(i).receivedAt());
                }
            }
            harness.end();
            return harness.rows();
        }
    }

    private static void check(
            DeviceHarness harness, List<DeviceSamples> readings, WindowRules rules) {
        Oracle oracle = Oracle.of(readings, rules);
        oracle.windows().keySet().removeIf(key -> key.scope() != AggregateScope.DEVICE);
        Map<OracleKey, WindowAggregate> last = new HashMap<>(RowCheck.last(harness.rows()));
        RowCheck.check(last, oracle);
        assertThat(harness.late().stream().map(DeviceOracleTest::late))
                .containsExactlyInAnyOrderElementsOf(oracle.late());
        assertThat(oracle.late()).isNotEmpty();
    }

    private static String late(LateReading late) {
        return late.getDeviceId() + " " + late.getSourceOffset() + " " + late.getBehindMicros();
    }

    private static WindowRules rules(String windows, Duration closeAfter, Duration lateness) {
        WindowRules base = WindowRules.DEFAULT;
        return new WindowRules(
                Stream.of(windows.split(",", -1)).map(WindowSpec::parse).toList(),
                closeAfter,
                lateness,
                base.silence(),
                base.reviseAfter(),
                base.earlyAfter(),
                base.earlyFrom(),
                base.rollUpLateness(),
                base.rollUps(),
                base.forgetAfter());
    }
}
