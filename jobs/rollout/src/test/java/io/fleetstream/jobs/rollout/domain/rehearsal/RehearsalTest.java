package io.fleetstream.jobs.rollout.domain.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.rollout.domain.rehearsal.RehearsalOutcome.Ending;
import io.fleetstream.jobs.rollout.domain.rollout.DefinitionReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    private static final long SEED = 20_261_121;
    private static final long HOUR_MS = 3_600_000;
    private static final long DAYS_MS = 14 * 24 * HOUR_MS;
    private static final int DEVICES = 400;
    private static final double ALARMS_PER_DAY = 0.1;
    private static final String DEFINITION =
            """
            rollout: fw
            devices: device=*
            document: {version: 2}
            rollback: {version: 1}
            budget: 400
            buckets: 64
            start: 2031-01-01T00:00:00Z
            maintenance: [{from: "02:00", to: "03:00"}]
            approvals: 2
            stages:
              - {percent: 30, soak: PT12H, maximum-soak: P20D}
              - {percent: 100, soak: PT12H, maximum-soak: P1D, undecided: proceed}
            gate:
              grace: PT10M
              step: PT10M
              guards: [{name: heat, signals: ["alarm:hot"]}]
            """;

    private final List<RecordedDevice> recorded = recording(new Random(SEED));

    @Test
    void showsPowerFalseStopsAndTimeToStop() throws Exception {
        RehearsalReport report =
                Rehearsal.run(
                        plan(DEFINITION, 20),
                        new HazardEffect("alarm:hot", 4, SEED).on(recorded, 0, DAYS_MS));

        assertThat(report.power()).as("seed %d", SEED).isGreaterThan(0.9);
        assertThat(report.falseStops()).as("seed %d", SEED).isLessThanOrEqualTo(0.15);
        assertThat(report.medianStopMs().orElseThrow()).isBetween(HOUR_MS, DAYS_MS / 2);
        assertThat(report.medianUpdatedAtStop().orElseThrow()).isBetween(80L, 160L);
        assertThat(report.withEffect())
                .filteredOn(run -> run.ending() == Ending.STOPPED)
                .extracting(RehearsalOutcome::reason)
                .containsOnly("HARM:heat");
    }

    @Test
    void finishesWhereNothingIsGuarded() throws Exception {
        String plain = DEFINITION.substring(0, DEFINITION.indexOf("gate:"));
        RehearsalReport report = Rehearsal.run(plan(plain, 2), recorded);

        assertThat(report.withEffect())
                .allSatisfy(
                        run -> {
                            assertThat(run.ending()).isEqualTo(Ending.FINISHED);
                            assertThat(run.reason()).isEqualTo("SAFE");
                            assertThat(run.updated()).isEqualTo(DEVICES);
                            assertThat(run.afterMs()).isBetween(24 * HOUR_MS, 48 * HOUR_MS);
                        });
    }

    @Test
    void tellsWherePeopleWouldHaveToDecide() throws Exception {
        String impatient = DEFINITION.replace("maximum-soak: P20D", "maximum-soak: PT13H");
        RehearsalReport report = Rehearsal.run(plan(impatient, 3), recorded);

        assertThat(RehearsalReport.share(report.withoutEffect(), Ending.ASKED)).isEqualTo(1);
    }

    @Test
    void isTheSameForTheSameSeedAndOtherwiseAnother() throws Exception {
        List<RecordedDevice> harmed =
                new HazardEffect("alarm:hot", 3, SEED).on(recorded, 0, DAYS_MS);
        RehearsalReport once = Rehearsal.run(plan(DEFINITION, 3), harmed);

        assertThat(Rehearsal.run(plan(DEFINITION, 3), harmed)).isEqualTo(once);
        assertThat(once.withEffect().stream().distinct()).hasSizeGreaterThan(1);
    }

    @Test
    void leavesARecordingAsItIsWithoutAnEffect() {
        assertThat(new HazardEffect("alarm:hot", 1, SEED).on(recorded, 0, DAYS_MS))
                .isEqualTo(recorded);
    }

    private static RehearsalPlan plan(String definition, int runs) throws Exception {
        return new RehearsalPlan(
                DefinitionReader.read(definition),
                0,
                DAYS_MS,
                runs,
                SEED,
                10 * 60_000,
                HOUR_MS / 2);
    }

    private static List<RecordedDevice> recording(Random random) {
        List<RecordedDevice> devices = new ArrayList<>();
        for (int number = 0; number < DEVICES; number++) {
            List<RecordedSignal> signals = new ArrayList<>();
            double mean = 24 * HOUR_MS / ALARMS_PER_DAY;
            for (double time = mean * random.nextExponential();
                    time < DAYS_MS;
                    time += mean * random.nextExponential()) {
                signals.add(new RecordedSignal("alarm:hot", (long) time));
            }
            devices.add(new RecordedDevice("device-" + number, signals, signals));
        }
        return devices;
    }
}
