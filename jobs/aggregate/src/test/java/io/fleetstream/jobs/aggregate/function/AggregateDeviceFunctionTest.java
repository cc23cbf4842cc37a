package io.fleetstream.jobs.aggregate.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.jobs.aggregate.domain.DeviceSamples;
import io.fleetstream.jobs.aggregate.domain.Place;
import io.fleetstream.jobs.aggregate.domain.WindowRules;
import io.fleetstream.jobs.aggregate.domain.WindowSpec;
import io.fleetstream.schemas.LateReading;
import io.fleetstream.schemas.WindowAggregate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.runtime.throwable.ThrowableClassifier;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One device, times in seconds after noon. */
class AggregateDeviceFunctionTest {
    private static final long NOON = 1_772_366_400_000_000L;
    private static final double HOUR = 3_600;

    private DeviceHarness harness;
    private long offset;

    @BeforeEach
    void open() throws Exception {
        harness = new DeviceHarness(WindowRules.DEFAULT);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void closesAWindowWhenTheDeviceHasPassedItsEnd() throws Exception {
        send(10, 1);
        send(59.9, 3);
        assertThat(rows("1m")).isEmpty();

        send(60, 5);

        WindowAggregate row = rows("1m").get(0);
        assertThat(row.getCount()).isEqualTo(2);
        assertThat(row.getMean()).isEqualTo(2);
        assertThat(row.getRevision()).isZero();
        assertThat(row.getTimeWeightedMean()).isCloseTo((1 * 49.9 + 3 * 0.1) / 50, within(1e-9));
        assertThat(rows("5m")).isEmpty();
    }

    @Test
    void closesTheWindowsOfASilentDeviceAsItsTimeRunsOn() throws Exception {
        send(10, 1);
        time(10 + 119);
        assertThat(harness.rows()).isEmpty();

        time(10 + 121);
        assertThat(rows("1m")).hasSize(1);
        assertThat(rows("5m")).isEmpty();

        time(301);
        assertThat(rows("5m")).hasSize(1);
        assertThat(rows("1h")).isEmpty();
        time(311);
        assertThat(last("1h").getEarly()).isTrue();

        time(HOUR + 1);
        assertThat(last("1h").getEarly()).isFalse();
        assertThat(harness.late()).isEmpty();
    }

    @Test
    void doesWhatWasDueBeforeItLooksAtAReading() throws Exception {
        send(10, 1);
        send(20, 500, 2);

        WindowAggregate first = rows("1m").get(0);
        assertThat(first.getCount()).isEqualTo(1);
        time(531);
        assertThat(last("1m").getRevision()).isEqualTo(1);
        assertThat(last("1m").getLate()).isEqualTo(1);
    }

    @Test
    void revisesOnceForManyLateValues() throws Exception {
        send(10, 1);
        send(70, 1);
        for (int i = 0; i < 20; i++) {
            send(11 + i, 71, 2);
        }
        assertThat(rows("1m")).hasSize(1);

        time(102);

        assertThat(rows("1m")).hasSize(2);
        assertThat(last("1m").getRevision()).isEqualTo(1);
        assertThat(last("1m").getLate()).isEqualTo(20);
        assertThat(last("1m").getCount()).isEqualTo(21);
    }

    @Test
    void setsAsideWhatIsTooLate() throws Exception {
        send(0, 1);
        send(2 * HOUR, 1);
        send(HOUR, 2 * HOUR + 1, 7);
        send(HOUR - 0.001, 2 * HOUR + 2, 7);

        assertThat(harness.late())
                .singleElement()
                .returns(3_600_001_000L, LateReading::getBehindMicros);
    }

    @Test
    void takesABacklogForNewIfTheDeviceWasAwayWithItsClock() throws Exception {
        send(10, 1);
        time(6 * HOUR);
        for (int i = 1; i <= 360; i++) {
            send(10 + 60 * i, 6 * HOUR + i, i);
        }
        harness.end();

        assertThat(harness.late()).isEmpty();
        assertThat(rows("1m")).hasSize(361).allMatch(row -> row.getLate() == 0);
        // the hour it went in had been closed, and is revised
        assertThat(rows("1h").stream().filter(row -> row.getRevision() > 0)).isNotEmpty();
    }

    @Test
    void aClockInTheFutureHarmsNobodyElse() throws Exception {
        send(10, 1);
        harness.process(samples("d2", 10 + 8 * HOUR, 11, 1));
        send(70, 2);

        assertThat(rows("1m")).singleElement().returns("d1", WindowAggregate::getSubject);
    }

    @Test
    void aRepeatChangesNothingAndAnotherValueReplaces() throws Exception {
        send(10, 1);
        send(70, 1);
        send(10, 71, 1);
        time(200);
        assertThat(rows("1m").stream().filter(row -> row.getRevision() > 0)).isEmpty();

        send(10, 201, 9);
        time(300);

        WindowAggregate row = rows("1m").get(rows("1m").size() - 1);
        assertThat(row.getRevision()).isEqualTo(1);
        assertThat(row.getCount()).isEqualTo(1);
        assertThat(row.getMean()).isEqualTo(9);
    }

    @Test
    void forgetsADeviceOnceItsWindowsAreClosed() throws Exception {
        send(10, 1);
        assertThat(harness.keyedStateEntries()).isPositive();
        time(10 + 8 * 24 * HOUR);

        assertThat(harness.keyedStateEntries()).isZero();
        assertThat(harness.timers()).isZero();
        assertThat(rows("1h")).isNotEmpty();
    }

    @Test
    void aReadingOfABusyDeviceWritesNoMoreThanThatOfAnother() throws Exception {
        int most = 0;
        for (int i = 0; i < 5_000; i++) {
            send(i * 0.01, i);
            most = Math.max(most, harness.bytes("d1"));
        }
        send(20.005, -1); // between others, which have been set aside
        send(70, 7);

        assertThat(most).isLessThan(5_000);
        assertThat(last("1m").getCount()).isEqualTo(5_001);
        assertThat(last("1m").getMin()).isEqualTo(-1);
        assertThat(last("1m").getLast()).isEqualTo(4_999);
    }

    @ParameterizedTest
    @CsvSource({
        "2m, true, '2m with roll-ups', '1m,5m,1h with roll-ups'",
        "'1m,5m,1h', false, '1m,5m,1h without roll-ups', '1m,5m,1h with roll-ups'"
    })
    void neverStartsWithOtherWindowsThanItsSavepoint(
            String windows, boolean rollUps, String has, String expected) throws Exception {
        send(10, 1);
        WindowRules base = WindowRules.DEFAULT;
        WindowRules other =
                new WindowRules(
                        Stream.of(windows.split(",")).map(WindowSpec::parse).toList(),
                        Duration.ZERO,
                        base.lateness(),
                        base.silence(),
                        base.reviseAfter(),
                        base.earlyAfter(),
                        base.earlyFrom(),
                        base.rollUpLateness(),
                        rollUps,
                        base.forgetAfter());

        assertThatThrownBy(() -> harness.restoreWith(other))
                .hasStackTraceContaining("make '" + has + "', expected '" + expected + "'")
                .satisfies(
                        failure ->
                                assertThat(
                                                ThrowableClassifier.findThrowableOfThrowableType(
                                                        failure, ThrowableType.NonRecoverableError))
                                        .as("what Flink does not restart after")
                                        .isPresent());
    }

    private void send(double second, double value) throws Exception {
        send(second, second, value);
    }

    private void send(double second, double arrival, double value) throws Exception {
        harness.process(samples("d1", second, arrival, value));
    }

    private DeviceSamples samples(String device, double second, double arrival, double value) {
        return new DeviceSamples(
                device,
                new Place("acme", "berlin", "pump", "m1"),
                NOON + micros(second),
                NOON + micros(arrival),
                new String[] {"t"},
                new double[] {value},
                new String[] {"Cel"},
                new byte[] {DeviceSamples.GOOD},
                null,
                0,
                offset++,
                0);
    }

    private void time(double second) throws Exception {
        harness.time(NOON + micros(second) + 1_000);
    }

    private List<WindowAggregate> rows(String window) {
        return harness.rows().stream().filter(row -> row.getWindowName().equals(window)).toList();
    }

    private WindowAggregate last(String window) {
        List<WindowAggregate> rows = rows(window);
        return rows.get(rows.size() - 1);
    }

    private static long micros(double second) {
        return Math.round(second * TimeUnit.SECONDS.toMicros(1));
    }

    private static org.assertj.core.data.Offset<Double> within(double offset) {
        return org.assertj.core.data.Offset.offset(offset);
    }
}
