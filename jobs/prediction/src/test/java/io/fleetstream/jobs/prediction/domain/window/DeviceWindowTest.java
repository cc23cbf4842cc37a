package io.fleetstream.jobs.prediction.domain.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.jobs.prediction.domain.model.ModelSpec;
import io.fleetstream.jobs.prediction.domain.window.DeviceWindow.Taken;
import io.fleetstream.jobs.prediction.training.TestModels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeviceWindowTest {
    private static final long SEED = 20261121;
    private static final ModelSpec SPEC =
            TestModels.spec("{model: m, metrics: [a, b], window: 3, slide: 2, gap: PT10S}");

    @Test
    void slidesOverReadings() {
        DeviceWindow window = new DeviceWindow(SPEC);
        List<Taken> taken = new ArrayList<>();
        for (int i = 1; i <= 7; i++) {
            taken.add(window.take(i * 1000L, Map.of("a", (double) i, "b", 10.0 * i)));
        }

        assertThat(taken)
                .containsExactly(
                        Taken.KEPT,
                        Taken.KEPT,
                        Taken.FULL,
                        Taken.KEPT,
                        Taken.FULL,
                        Taken.KEPT,
                        Taken.FULL);
        assertThat(window.features()).containsExactly(5, 50, 6, 60, 7, 70);
        assertThat(window.scoredAt()).isEqualTo(7000);
    }

    @Test
    void takesOtherMetricsFromWhatCameBefore() {
        DeviceWindow window = new DeviceWindow(SPEC);
        window.take(1000, Map.of("b", 7.0));
        window.take(2000, Map.of("a", 1.0));
        window.take(3000, Map.of("a", 2.0));
        window.take(3500, Map.of("b", 8.0));
        assertThat(window.take(4000, Map.of("a", 3.0))).isEqualTo(Taken.FULL);

        assertThat(window.features()).containsExactly(1, 7, 2, 7, 3, 8);
    }

    @Test
    void beginsAnewAfterAGapAndWithoutAMetric() {
        DeviceWindow window = new DeviceWindow(SPEC);
        for (int i = 1; i <= 3; i++) {
            window.take(i * 1000L, Map.of("a", 1.0, "b", 1.0));
        }
        assertThat(window.take(20_000, Map.of("a", 2.0, "b", 2.0))).isEqualTo(Taken.KEPT);
        assertThat(window.take(21_000, Map.of("a", 2.0, "b", 2.0))).isEqualTo(Taken.KEPT);
        assertThat(window.take(22_000, Map.of("a", 2.0, "b", 2.0))).isEqualTo(Taken.FULL);
        assertThat(window.features()).containsOnly(2);

        for (int i = 24; i <= 40; i++) {
            Taken taken = window.take(i * 1000L, Map.of("a", 3.0));
            if (i > 33) {
                assertThat(taken).as("b is too old at second %d", i).isEqualTo(Taken.KEPT);
            }
        }
    }

    @Test
    void passesOverWhatComesLateOrAgain() {
        DeviceWindow window = new DeviceWindow(SPEC);
        window.take(2000, Map.of("a", 1.0, "b", 1.0));

        assertThat(window.take(2000, Map.of("a", 5.0, "b", 5.0))).isEqualTo(Taken.LATE);
        assertThat(window.take(1000, Map.of("a", 5.0, "b", 5.0))).isEqualTo(Taken.LATE);
        assertThat(window.take(3000, Map.of("c", 5.0))).isEqualTo(Taken.KEPT);
        assertThat(window.take(2500, Map.of("a", 1.0, "b", 1.0))).isEqualTo(Taken.KEPT);
    }

    @Test
    void goesOnAfterBeingWrittenAndReadAtAnyReading() {
        System.out.println("[window] seed " + SEED);
        Random random = new Random(SEED);
        DeviceWindow expected = new DeviceWindow(SPEC);
        DeviceWindow actual = new DeviceWindow(SPEC);
        long time = 0;
        for (int i = 0; i < 2000; i++) {
            time += random.nextInt(30) == 0 ? 20_000 : random.nextInt(-500, 3000);
            Map<String, Double> values =
                    switch (random.nextInt(4)) {
                        case 0 -> Map.of("a", random.nextDouble());
                        case 1 -> Map.of("b", random.nextDouble());
                        default -> Map.of("a", random.nextDouble(), "b", random.nextDouble());
                    };
            actual = DeviceWindow.fromBytes(SPEC, actual.toBytes());
            Taken taken = expected.take(time, values);
            assertThat(actual.take(time, values)).isEqualTo(taken);
            if (taken == Taken.FULL) {
                assertThat(actual.features()).containsExactly(expected.features());
            }
            assertThat(actual.toBytes()).containsExactly(expected.toBytes());
        }
    }

    @Test
    void beginsAnewUnderADefinitionOfOtherMetrics() {
        DeviceWindow window = new DeviceWindow(SPEC);
        for (int i = 1; i <= 3; i++) {
            window.take(i * 1000L, Map.of("a", 1.0, "b", 1.0));
        }
        ModelSpec other =
                TestModels.spec("{model: m, metrics: [a, c], window: 3, slide: 2, gap: PT10S}");

        DeviceWindow read = DeviceWindow.fromBytes(other, window.toBytes());

        assertThat(read.take(1000, Map.of("a", 1.0, "c", 1.0))).isEqualTo(Taken.KEPT);
    }

    @Test
    void refusesAnUnknownVersion() {
        assertThatThrownBy(() -> DeviceWindow.fromBytes(SPEC, new byte[] {9}))
                .hasMessage("window of version 9");
    }
}
