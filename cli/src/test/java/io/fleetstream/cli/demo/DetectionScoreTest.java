package io.fleetstream.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.schemas.AlarmChangeKind;
import io.fleetstream.schemas.AlarmEvent;
import io.fleetstream.schemas.AlarmSeverity;
import io.fleetstream.schemas.AlarmState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectionScoreTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir private Path directory;

    @Test
    void countsWhatWasFoundAndWhatWasRight() throws IOException {
        Path file =
                Files.writeString(
                        directory.resolve("labels.csv"),
                        """
                        device,metric,kind,start,end
                        d1,t,spike,2026-03-01T12:00:00Z,2026-03-01T12:00:02Z
                        d1,t,spike,2026-03-01T13:00:00Z,2026-03-01T13:00:02Z
                        d2,t,stuck,2026-03-01T12:00:00Z,2026-03-01T12:00:20Z
                        """);

        DetectionScore score =
                DetectionScore.of(
                        DetectionScore.labels(file),
                        List.of(
                                event("d1", 1, "t", AlarmChangeKind.RAISED),
                                event("d1", 2, "u", AlarmChangeKind.RAISED),
                                event("d1", 6, "t", AlarmChangeKind.RAISED),
                                event("d2", -1, "t", AlarmChangeKind.RAISED),
                                event("d2", 5, "t", AlarmChangeKind.CLEARED),
                                event("d2", 5, null, AlarmChangeKind.RAISED)));

        assertThat(score)
                .isEqualTo(new DetectionScore(3, 1, 4, 2, Map.of("spike", 0.5, "stuck", 0.0)));
        assertThat(score.shares())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "precision", 0.5,
                                "recall", 1 / 3.0,
                                "recall.spike", 0.5,
                                "recall.stuck", 0.0));
        assertThat(score.told())
                .isEqualTo(
                        "precision 0.50 (2 of 4 alarms), recall 0.33 (1 of 3 anomalies; spike 50 %,"
                                + " stuck 0 %)");
    }

    @Test
    void isPerfectWhereThereIsNothing() {
        DetectionScore score = DetectionScore.of(List.of(), List.of());
        assertThat(score.precision()).isEqualTo(1);
        assertThat(score.recall()).isEqualTo(1);
    }

    private static AlarmEvent event(
            String device, int second, String metric, AlarmChangeKind change) {
        return AlarmEvent.newBuilder()
                .setAlarmId("a")
                .setRuleId("r")
                .setRuleVersion(1)
                .setDeviceId(device)
                .setChange(change)
                .setState(AlarmState.ACTIVE)
                .setSeverity(AlarmSeverity.MAJOR)
                .setHappenedAt(NOON.plusSeconds(second))
                .setRaisedAt(NOON)
                .setStep(1)
                .setCount(1)
                .setMetric(metric)
                .build();
    }
}
