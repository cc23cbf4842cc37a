package io.fleetstream.emulator.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.emulator.truth.DeviceTruth;
import io.fleetstream.emulator.truth.GroundTruth;
import io.fleetstream.emulator.truth.MissingRange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScriptedRunTest {
    private static final Duration THRESHOLD = Duration.ofMinutes(2);
    private static final int DEVICES = 400;

    @Test
    void whatCanBeFoundInTheMessagesIsExactlyTheTruth() {
        System.out.println("seed " + TestRuns.SEED);
        Detective detective = new Detective();
        RunOptions options = TestRuns.fiveMinutes(DEVICES).faults(FaultRates.ALL).build();
        GroundTruth truth =
                ScriptedRun.play(
                        options,
                        message ->
                                detective.look(
                                        message.deviceId(),
                                        message.payload().bytes(),
                                        message.arrivalMicros()));

        assertThat(truth.devices()).hasSize(DEVICES).allMatch(DeviceTruth::marked);
        assertThat(truth.uncertain()).isZero();
        assertThat(truth.possibleDuplicates()).isZero();
        assertThat(detective.duplicates()).isEqualTo(truth.duplicates()).isGreaterThan(800);
        long rejects = truth.rejects().values().stream().mapToLong(Long::longValue).sum();
        assertThat(detective.rejects()).isEqualTo(rejects).isGreaterThan(800);
        assertThat(detective.fills()).isEqualTo(truth.fills()).isGreaterThan(800);
        assertThat(detective.missing()).isEqualTo(numbers(truth)).hasSizeGreaterThan(1600);
        assertThat(detective.resets()).isEqualTo(truth.resets()).isGreaterThan(5);
        assertThat(detective.skewed()).isEqualTo(truth.skewed(THRESHOLD)).hasSizeGreaterThan(8);
    }

    @Test
    void arrivalsOfADeviceGrowAndAreNearlyItsTrueTime() {
        RunOptions options = TestRuns.fiveMinutes(40).faults(FaultRates.ALL).build();
        Map<String, Long> before = new HashMap<>();
        List<Long> all = new ArrayList<>();
        GroundTruth unused =
                ScriptedRun.play(
                        options,
                        message -> {
                            long arrival = message.arrivalMicros();
                            Long previous = before.put(message.deviceId(), arrival);
                            assertThat(arrival).isGreaterThan(previous == null ? 0 : previous);
                            all.add(arrival);
                        });
        long start = TestRuns.START.toEpochMilli() * 1000;
        assertThat(all).allMatch(at -> at >= start && at < start + 301_300_000L);
    }

    @Test
    void theSameOptionsGiveTheSameBytesAndArrivals() {
        RunOptions options = TestRuns.fiveMinutes(30).faults(FaultRates.ALL).build();
        assertThat(digest(options)).isEqualTo(digest(options));
        RunOptions other = TestRuns.fiveMinutes(30).seed(1).faults(FaultRates.ALL).build();
        assertThat(digest(other)).isNotEqualTo(digest(options));
    }

    @Test
    void refusesRunsWithoutEndAndGateways() {
        RunOptions endless = RunOptions.to("tcp://127.0.0.1:1").build();
        RunOptions behind =
                TestRuns.fiveMinutes(1).gateways(GatewayOptions.of(1, 1, Path.of("x"))).build();
        assertThatThrownBy(() -> ScriptedRun.play(endless, message -> {}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ScriptedRun.play(behind, message -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static long digest(RunOptions options) {
        long[] digest = new long[1];
        GroundTruth unused =
                ScriptedRun.play(
                        options,
                        message ->
                                digest[0] =
                                        31 * digest[0]
                                                + Arrays.hashCode(message.payload().bytes())
                                                + message.arrivalMicros());
        return digest[0];
    }

    private static Set<String> numbers(GroundTruth truth) {
        Set<String> numbers = new HashSet<>();
        for (MissingRange range : truth.missing()) {
            for (long n = range.from(); n <= range.to(); n++) {
                numbers.add(range.device() + "/" + range.boot() + "/" + n);
            }
        }
        return numbers;
    }
}
