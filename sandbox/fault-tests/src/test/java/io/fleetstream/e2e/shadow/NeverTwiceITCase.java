package io.fleetstream.e2e.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * No version of a shadow is left out, goes back or is issued with two contents, whatever is killed:
 * as seen by subscribers in Kafka and by MQTT, and by an oracle.
 *
 * <p>{@code -Dfleet.never-twice.requests} and {@code -Dfleet.never-twice.faults} for more.
 */
class NeverTwiceITCase {
    private static final long SEED = Long.getLong("fleet.seed", 20261121L);
    private static final int REQUESTS = Integer.getInteger("fleet.never-twice.requests", 30_000);
    private static final int FAULTS = Integer.getInteger("fleet.never-twice.faults", 3);
    private static final int CANARY_REQUESTS = 8_000;
    private static final List<Integer> PARALLELISM = List.of(2, 4, 1);

    @Test
    void versionsAreGapFreeRisingAndUniqueThoughProcessesAreKilledAndTheJobIsRescaled()
            throws Exception {
        System.out.println("[never-twice] seed " + SEED);
        Random random = new Random(SEED);
        List<Fault> faults = Fault.schedule(FAULTS, REQUESTS, random);
        try (ShadowStage stage = ShadowStage.start(directory("kills"), "never-twice", SEED)) {
            stage.submit(PARALLELISM.get(0));
            try (ShadowRun run = ShadowRun.start(stage.sandbox(), "nt-", REQUESTS, SEED)) {
                int phase = 0;
                for (int i = 0; i < FAULTS; i++) {
                    int wanted = i * PARALLELISM.size() / FAULTS;
                    if (wanted > phase) {
                        phase = wanted;
                        stage.rescale(PARALLELISM.get(phase));
                    }
                    long at =
                            Math.min(
                                    run.book().answered() + faults.get(i).afterAnswers(),
                                    REQUESTS - 1);
                    awaitAnswers(run, at);
                    stage.strike(faults.get(i), run.book());
                }
                finish(run, stage);
                assertThat(run.violations().counts()).as(run.violations().toString()).isEmpty();
                assertThat(stage.kills()).isGreaterThanOrEqualTo(FAULTS);
                assertThat(run.book().repeats()).as("answers given again").isPositive();
            }
        }
    }

    @Test
    void turnsRedWhenAJobGoesOnWithoutItsState() throws Exception {
        try (ShadowStage stage = ShadowStage.start(directory("canary"), "canary", SEED)) {
            stage.submit(2);
            try (ShadowRun run = ShadowRun.start(stage.sandbox(), "ca-", CANARY_REQUESTS, SEED)) {
                awaitAnswers(run, CANARY_REQUESTS / 2);
                stage.forgetState();
                finish(run, stage);
                assertThat(run.violations().of(DownlinkBook.NOT_RISING)).isPositive();
                assertThat(run.violations().of(Verdict.WRONG)).isPositive();
                assertThat(run.violations().of(Verdict.DOCUMENT)).isPositive();
            }
        }
    }

    private static Path directory(String name) {
        return Path.of("target", "never-twice", name).toAbsolutePath();
    }

    private static void awaitAnswers(ShadowRun run, long answers) {
        await().atMost(Duration.ofHours(2))
                .until(() -> run.book().answered() >= answers || !run.failures().isEmpty());
        assertThat(run.failures()).isEmpty();
    }

    private static void finish(ShadowRun run, ShadowStage stage) throws Exception {
        awaitAnswers(run, run.requests());
        await().atMost(ShadowStage.PATIENCE)
                .until(() -> run.mqttBook().distinct() >= run.book().distinct());
        Verdict.pass(run, stage.cluster());
        System.out.printf(
                "[never-twice] %d requests, %d updates, %d devices, %d kills; Kafka: %d messages"
                        + " and %d repeats; MQTT: %d and %d; violations %s%n",
                run.requests(),
                run.updates().get(),
                run.deviceCount(),
                stage.kills(),
                run.book().distinct(),
                run.book().repeats(),
                run.mqttBook().distinct(),
                run.mqttBook().repeats(),
                run.violations());
    }
}
