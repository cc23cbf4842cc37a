package io.fleetstream.jobs.aggregate.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.aggregate.domain.DeviceSamples;
import io.fleetstream.schemas.AggregateScope;
import io.fleetstream.schemas.WindowAggregate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.data.Offset;

/** Whether rows are what the oracle says. */
public final class RowCheck {
    private static final double EXACT = 1e-9;
    private static final double SKETCH = 0.01 + 1e-9;

    private RowCheck() {}

    /** The last rows: those of the greatest revision. No revision is missing, none comes twice. */
    public static Map<OracleKey, WindowAggregate> last(Collection<WindowAggregate> rows) {
        Map<OracleKey, WindowAggregate> last = new HashMap<>();
        Map<OracleKey, List<Integer>> revisions = new HashMap<>();
        for (WindowAggregate row : rows) {
            OracleKey key = OracleKey.of(row);
            revisions.computeIfAbsent(key, it -> new ArrayList<>()).add(row.getRevision());
            last.merge(key, row, (a, b) -> a.getRevision() > b.getRevision() ? a : b);
        }
        revisions.forEach(
                (key, numbers) -> {
                    numbers.sort(null);
                    for (int i = 0; i < numbers.size(); i++) {
                        assertThat(numbers.get(i)).as("revisions of %s", key).isEqualTo(i);
                    }
                });
        return last;
    }

    /**
     * Every window of the oracle has its row, and there is no other but of sessions that were
     * withdrawn.
     */
    public static void check(Map<OracleKey, WindowAggregate> rows, Oracle oracle) {
        rows.values()
                .removeIf(
                        row ->
                                isSession(row)
                                        && row.getCount() + row.getBad() == 0
                                        && !oracle.windows().containsKey(OracleKey.of(row)));
        assertThat(rows.keySet()).containsExactlyInAnyOrderElementsOf(oracle.windows().keySet());
        SoftAssertions softly = new SoftAssertions();
        rows.forEach((key, row) -> check(softly, key, row, oracle.windows().get(key)));
        softly.assertAll();
    }

    private static boolean isSession(WindowAggregate row) {
        return row.getWindowName().startsWith("session-");
    }

    private static void check(
            SoftAssertions softly, OracleKey key, WindowAggregate row, OracleWindow window) {
        List<OracleValue> all =
                window.values.stream().sorted(Comparator.comparingLong(OracleValue::time)).toList();
        List<OracleValue> values =
                all.stream().filter(value -> value.quality() != DeviceSamples.BAD).toList();
        boolean device = key.scope() == AggregateScope.DEVICE;
        boolean replaced = !device && all.stream().anyMatch(OracleValue::replaced);
        softly.assertThat(row.getEarly()).as("early of %s", key).isFalse();
        softly.assertThat(row.getWindowEnd()).isEqualTo(instant(window.end));
        if (!isSession(row)) {
            softly.assertThat(row.getLate()).as("late of %s", key).isEqualTo(window.late);
        }
        softly.assertThat(row.getCount()).as("count of %s", key).isEqualTo(values.size());
        softly.assertThat(row.getGood() + row.getUncertain()).isEqualTo(values.size());
        softly.assertThat(row.getUncertain()).isEqualTo(count(all, DeviceSamples.UNCERTAIN));
        softly.assertThat(row.getBad()).isEqualTo(count(all, DeviceSamples.BAD));
        softly.assertThat(row.getSamples()).isEqualTo(samples(values));
        softly.assertThat(row.getDevices())
                .as("devices of %s", key)
                .isEqualTo(all.stream().map(OracleValue::device).distinct().count());
        if (!replaced) {
            softly.assertThat(row.getReceivedAt())
                    .as("arrival of %s", key)
                    .isEqualTo(
                            instant(
                                    all.stream()
                                            .mapToLong(OracleValue::receivedAt)
                                            .max()
                                            .orElseThrow()));
            softly.assertThat(row.getUnit())
                    .as("unit of %s", key)
                    .isEqualTo(all.get(all.size() - 1).unit());
        }
        if (device) {
            softly.assertThat(row.getDeviceId()).isEqualTo(key.subject());
        }
        if (values.isEmpty()) {
            softly.assertThat(row.getMean()).as("mean of %s", key).isNull();
            return;
        }
        moments(softly, key, row, values);
        quantiles(softly, key, row, values);
        if (!replaced) {
            ends(softly, key, row, values);
        }
        if (device) {
            close(
                    softly,
                    "time-weighted mean of " + key,
                    row.getTimeWeightedMean(),
                    timeWeighted(values, window.end));
        } else {
            softly.assertThat(row.getTimeWeightedMean()).isNull();
        }
    }

    private static void moments(
            SoftAssertions softly, OracleKey key, WindowAggregate row, List<OracleValue> values) {
        double sum = 0;
        long n = 0;
        for (OracleValue value : values) {
            sum += value.value() * weight(value);
            n += weight(value);
        }
        double mean = sum / n;
        double squares = 0;
        for (OracleValue value : values) {
            double delta = value.value() - mean;
            squares += delta * delta * weight(value);
            if (value.summary() != null) {
                squares +=
                        value.summary().sd() * value.summary().sd() * (value.summary().count() - 1);
            }
        }
        close(softly, "sum of " + key, row.getSum(), sum);
        close(softly, "mean of " + key, row.getMean(), mean);
        if (n < 2) {
            softly.assertThat(row.getSd()).as("sd of %s", key).isNull();
        } else {
            close(softly, "sd of " + key, row.getSd(), Math.sqrt(squares / (n - 1)));
        }
    }

    private static void ends(
            SoftAssertions softly, OracleKey key, WindowAggregate row, List<OracleValue> values) {
        OracleValue first = values.get(0);
        OracleValue last = values.get(values.size() - 1);
        for (OracleValue value : values) {
            if (value.time() == first.time() && value.value() < first.value()) {
                first = value;
            }
            if (value.time() == last.time() && value.value() > last.value()) {
                last = value;
            }
        }
        softly.assertThat(row.getFirstTime()).isEqualTo(instant(first.time()));
        softly.assertThat(row.getFirst()).as("first of %s", key).isEqualTo(first.value());
        softly.assertThat(row.getLastTime()).isEqualTo(instant(last.time()));
        softly.assertThat(row.getLast()).as("last of %s", key).isEqualTo(last.value());
        softly.assertThat(row.getMin())
                .as("min of %s", key)
                .isEqualTo(
                        values.stream()
                                .mapToDouble(
                                        v -> v.summary() == null ? v.value() : v.summary().min())
                                .min()
                                .orElseThrow());
        softly.assertThat(row.getMax())
                .as("max of %s", key)
                .isEqualTo(
                        values.stream()
                                .mapToDouble(
                                        v -> v.summary() == null ? v.value() : v.summary().max())
                                .max()
                                .orElseThrow());
    }

    private static void quantiles(
            SoftAssertions softly, OracleKey key, WindowAggregate row, List<OracleValue> values) {
        List<Double> sorted = new ArrayList<>();
        for (OracleValue value : values) {
            for (long i = 0; i < weight(value); i++) {
                sorted.add(value.value());
            }
        }
        sorted.sort(null);
        quantile(softly, "p50 of " + key, row.getP50(), sorted, 0.5);
        quantile(softly, "p95 of " + key, row.getP95(), sorted, 0.95);
        quantile(softly, "p99 of " + key, row.getP99(), sorted, 0.99);
    }

    private static void quantile(
            SoftAssertions softly, String what, double actual, List<Double> sorted, double q) {
        double exact = sorted.get((int) (q * (sorted.size() - 1)));
        softly.assertThat(actual)
                .as(what)
                .isCloseTo(exact, Offset.offset(Math.abs(exact) * SKETCH));
    }

    private static double timeWeighted(List<OracleValue> values, long end) {
        double area = 0;
        for (int i = 0; i < values.size(); i++) {
            long until = i + 1 < values.size() ? values.get(i + 1).time() : end;
            area += values.get(i).value() * (until - values.get(i).time());
        }
        return area / (end - values.get(0).time());
    }

    private static void close(SoftAssertions softly, String what, Double actual, double expected) {
        softly.assertThat(actual)
                .as(what)
                .isNotNull()
                .isCloseTo(expected, Offset.offset(EXACT * Math.max(1, Math.abs(expected))));
    }

    private static long weight(OracleValue value) {
        return value.summary() == null ? 1 : value.summary().count();
    }

    private static long samples(List<OracleValue> values) {
        return values.stream().mapToLong(RowCheck::weight).sum();
    }

    private static long count(List<OracleValue> values, byte quality) {
        return values.stream().filter(value -> value.quality() == quality).count();
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
