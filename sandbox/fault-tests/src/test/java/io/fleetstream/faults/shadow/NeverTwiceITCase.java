package io.fleetstream.faults.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.faults.Fault;
import io.fleetstream.faults.FaultSandbox;
import io.fleetstream.sandbox.Sandbox;
import io.fleetstream.sandbox.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * No version of a shadow is left out, goes back or is issued with two contents, whatever is killed:
 * as seen by subscribers in Kafka and by MQTT, and by an oracle.
 *
 * <p>{@code -Dfleet.never-twice.requests} and {@code -Dfleet.never-twice.faults} for more, {@code
 * -Dfleet.never-twice.per-second} for a pace that leaves something of the machine to others.
 */
@Order(1)
class NeverTwiceITCase {
    private static final long SEED = Long.getLong("fleet.seed", 20261121L);
    private static final int REQUESTS = Integer.getInteger("fleet.never-twice.requests", 12_000);
    private static final int FAULTS = Integer.getInteger("fleet.never-twice.faults", 3);
    private static final int PER_SECOND = Integer.getInteger("fleet.never-twice.per-second", 0);
    private static final int SECONDS_OF_A_STRIKE = 100;
    private static final int CANARY_REQUESTS = 4_000;
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration LAST_MESSAGES = Duration.ofMinutes(2);

    /** What is lost does not come later either, and more than enough is wrong by then. */
    private static final Duration LAST_MESSAGES_OF_A_CANARY = Duration.ofSeconds(5);

    private static final List<Integer> PARALLELISM = List.of(2, 4, 1);

    private static Sandbox sandbox;

    @BeforeAll
    static void startSandbox() {
        sandbox =
                FaultSandbox.start(
                        Path.of("target", "never-twice").toAbsolutePath(),
                        Service.KAFKA,
                        Service.MQTT,
                        Service.SCHEMA_REGISTRY,
                        Service.FLINK,
                        Service.BRIDGE);
    }

    @AfterAll
    static void stopSandbox() {
        sandbox.close();
    }

    @Test
    void versionsAreGapFreeRisingAndUniqueThoughProcessesAreKilledAndTheJobIsRescaled()
            throws Exception {
        System.out.println("[never-twice] seed " + SEED);
        List<Fault> faults = Fault.schedule(FAULTS, new Random(SEED));
        try (ShadowStage stage = new ShadowStage(sandbox, "never-twice", SEED)) {
            stage.submit(PARALLELISM.get(0));
            try (ShadowRun run = ShadowRun.start(stage.sandbox(), "nt-", REQUESTS, SEED)) {
                run.quota().pace(PER_SECOND);
                for (int i = 0; i < FAULTS; i++) {
                    act(i, faults.get(i), run, stage);
                }
                finish(run, stage, LAST_MESSAGES);
                assertThat(run.violations().counts()).as(run.violations().toString()).isEmpty();
                assertThat(stage.kills()).isGreaterThanOrEqualTo(FAULTS);
                assertThat(run.book().repeats()).as("answers given again").isPositive();
            }
        }
    }

    /** A share of the requests: the first third for rescaling where it is time, then a fault. */
    private static void act(int number, Fault fault, ShadowRun run, ShadowStage stage)
            throws Exception {
        long share = REQUESTS / FAULTS;
        long begin = number * share;
        int phase = number * PARALLELISM.size() / FAULTS;
        run.quota().raise(begin + share / 3);
        if (number > 0 && phase > (number - 1) * PARALLELISM.size() / FAULTS) {
            awaitAnswers(run, begin + share / 20);
            stage.rescale(PARALLELISM.get(phase));
        }
        awaitAnswers(run, begin + share / 3);

        run.quota().raise(begin + share);
        long at = begin + share / 3 + (long) (share / 3.0 * fault.share());
        awaitAnswers(run, at);
        run.book().takeLongestSilence();
        // something to do until the last process has noticed
        int pace = (int) (share / SECONDS_OF_A_STRIKE);
        run.quota().pace(PER_SECOND == 0 ? pace : Math.min(pace, PER_SECOND));
        stage.strike(fault);
        run.quota().pace(PER_SECOND);
        awaitAnswers(run, begin + share);
        System.out.printf(
                "[fault] %d after %d answers: %s, longest silence %.1f s%n",
                number + 1, at, fault, run.book().takeLongestSilence() / 1e9);
    }

    @Test
    void turnsRedWhenAJobGoesOnWithoutItsState() throws Exception {
        try (ShadowStage stage = new ShadowStage(sandbox, "canary", SEED)) {
            stage.submit(2);
            try (ShadowRun run = ShadowRun.start(stage.sandbox(), "ca-", CANARY_REQUESTS, SEED)) {
                run.quota().raise(CANARY_REQUESTS / 2);
                awaitAnswers(run, CANARY_REQUESTS / 2);
                stage.forgetState();
                finish(run, stage, LAST_MESSAGES_OF_A_CANARY);
                assertThat(run.violations().of(DownlinkBook.NOT_RISING)).isPositive();
                assertThat(run.violations().of(Verdict.WRONG)).isPositive();
                assertThat(run.violations().of(Verdict.DOCUMENT)).isPositive();
            }
        }
    }

    private static void awaitAnswers(ShadowRun run, long answers) throws Exception {
        run.book().mark(answers).get(PATIENCE.toMinutes(), TimeUnit.MINUTES);
    }

    private static void finish(ShadowRun run, ShadowStage stage, Duration patience)
            throws Exception {
        run.quota().raise(run.requests());
        awaitAnswers(run, run.requests());
        Verdict.pass(run, stage.cluster(), patience);
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
