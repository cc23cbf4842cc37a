package io.fleetstream.benchmarks.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fleetstream.benchmarks.anomaly.Labels.Window;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreSheetTest {
    private static final int ROWS = 400;
    private static final ScoreSheet FIRST =
            ScoreSheet.of(ROWS, List.of(new Window(100, 139), new Window(300, 319)));
    private static final ScoreSheet SOUND = ScoreSheet.of(ROWS, List.of());
    private static final ScoreSheet LAST =
            ScoreSheet.of(ROWS, List.of(new Window(50, 69), new Window(200, 239)));

    @ParameterizedTest
    @CsvSource({
        "STANDARD, 1.0669333382250872",
        "LOW_FALSE_ALARMS, 0.3400959339402696",
        "LOW_MISSES, 0.0669333382250874"
    })
    void givesThePointsOfTheBenchmark(Profile profile, double expected) {
        double points =
                FIRST.points(profile, alerts(30, 70, 95, 110, 120, 150, 305, 390))
                        + SOUND.points(profile, alerts(200, 399))
                        + LAST.points(profile, alerts(60, 150));
        assertThat(points).isCloseTo(expected, within(1e-9));
    }

    @Test
    void isAHundredForBeginningsAndNothingForSilence() {
        for (Profile profile : Profile.values()) {
            double best = FIRST.points(profile, alerts(100, 300));
            assertThat(profile.normalised(best, 2)).isCloseTo(100, within(1e-9));
            assertThat(profile.normalised(FIRST.points(profile, alerts()), 2)).isZero();
        }
    }

    @Test
    void countsWhatWasFoundAndWhatWasNot() {
        boolean[] alerts = alerts(10, 99, 100, 101, 320);
        assertThat(FIRST.found(alerts)).isEqualTo(1);
        assertThat(FIRST.falseAlarms(alerts)).isEqualTo(2);
    }

    private static boolean[] alerts(int... rows) {
        boolean[] alerts = new boolean[ROWS];
        for (int row : rows) {
            alerts[row] = true;
        }
        return alerts;
    }
}
