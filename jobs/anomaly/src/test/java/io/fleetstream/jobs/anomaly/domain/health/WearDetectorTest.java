package io.fleetstream.jobs.anomaly.domain.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.jobs.anomaly.domain.detector.Verdict;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WearDetectorTest {
    private static final long SEED = 20261121;

    @Test
    void alertsOnceWhenAMachineBeginsToDegradeAndStaysSevere() {
        System.out.println("[wear] seed " + SEED);
        WearDetector detector = new WearDetector(HealthOptions.DEFAULT);
        List<Machine.Window> windows =
                new Machine(new Random(SEED), 0.01)
                        .runs(400, i -> 3)
                        .runs(400, i -> 3 + i / 200.0)
                        .windows();
        byte[] state = detector.begin();
        int alerts = 0;
        int alertAt = -1;
        for (int i = 0; i < windows.size(); i++) {
            Verdict verdict =
                    detector.take(state, windows.get(i).micros() / 1000, windows.get(i).level());
            state = verdict.state();
            assertThat(state).hasSizeLessThanOrEqualTo(detector.mostBytes());
            if (i < 90) {
                assertThat(verdict.severity()).isNaN();
            }
            if (verdict.alert()) {
                alerts++;
                alertAt = i;
            }
            if (alertAt >= 0) {
                assertThat(verdict.severity()).isGreaterThanOrEqualTo(1);
            }
        }
        assertThat(alerts).isEqualTo(1);
        assertThat(alertAt).isBetween(400, 500);
    }

    @Test
    void refusesWhatIsNotItsOwn() {
        WearDetector detector = new WearDetector(HealthOptions.DEFAULT);
        assertThatThrownBy(() -> detector.take(new byte[] {7}, 1, 2.0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> detector.take(detector.begin(), 1, 2.0, 3.0))
                .hasMessage("2 values are not for wear");
    }
}
