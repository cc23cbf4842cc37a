package io.fleetstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstream.cli.demo.Outputs;
import io.fleetstream.cli.stack.FleetRegistration;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.e2e.alarm.AlarmStage;
import io.fleetstream.emulator.agent.AgentOptions;
import io.fleetstream.emulator.run.EmulatorRun;
import io.fleetstream.emulator.run.RunOptions;
import io.fleetstream.emulator.run.RunReport;
import io.fleetstream.emulator.update.UpdateFaults;
import io.fleetstream.emulator.update.UpdateOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three images for a fleet, from the desk to devices that speak MQTT and back: a good one, one that
 * installs well and makes devices overheat, and one that a stranger has signed. Nobody does
 * anything but define and start the rollouts. {@code -Dfleet.firmware.devices=2000} for a fleet.
 */
@Order(1) // the longest of those that run side by side
class FirmwareRolloutsITCase {
    @RegisterExtension static final SharedStack SHARED = new SharedStack();

    private static final long SEED = 20_261_121;
    private static final int DEVICES = Integer.getInteger("fleet.firmware.devices", 150);
    private static final double MESSAGES_PER_SECOND = Math.min(0.2, 200.0 / DEVICES);

    /** Readings come to the bridge within half of it, and alarms after a checkpoint of ingest. */
    private static final String LATENESS = "PT16S";

    private static final String SITE = "firmware-hall";
    private static final String RULE = "firmware-too-hot";
    private static final String GOOD = "5.0.0";
    private static final String HOT = "5.1.0";
    private static final String STRANGE = "5.2.0";

    private static final Map<String, String> RULES =
            Map.of(
                    RULE,
                    """
                    rule: %s
                    devices: site=%s
                    metric: temperature
                    levels: [{severity: major, above: 85, clear: {below: 80}}]
                    """
                            .formatted(RULE, SITE));

    @TempDir private Path directory;

    private final Outputs outputs = new Outputs(SHARED.stack());
    private final RolloutBooks books = new RolloutBooks(outputs, SITE);

    @Test
    void aGoodImageReachesAllABadOneIsTakenBackAndAStrangersIsInstalledByNone() throws Exception {
        System.out.println("[firmware] seed " + SEED + ", " + DEVICES + " devices");
        Cluster cluster =
                Cluster.at(
                        SHARED.stack().sandbox().kafka().bootstrapServers(),
                        SHARED.stack().sandbox().schemaRegistry().url());
        try (FirmwareWorkshop workshop = new FirmwareWorkshop(SHARED.stack(), new Random(SEED));
                AlarmStage alarms =
                        new AlarmStage(cluster, SHARED.stack().sandbox().mqtt().url())) {
            List<String> settings = new ArrayList<>(workshop.rolloutArguments());
            settings.addAll(List.of("--rollout.lateness", LATENESS));
            SHARED.stack().resubmit("rollout", settings);
            alarms.apply(RULES);

            RunOptions options = options(workshop);
            FleetRegistration.register(SHARED.stack(), options.devices(), Instant.now());
            EmulatorRun run = new EmulatorRun(options);
            CompletableFuture<RunReport> report = CompletableFuture.supplyAsync(() -> execute(run));
            try {
                books.awaitHeard(DEVICES);
                ObjectNode good = workshop.document(GOOD, "good");
                workshop.assertClosedToOthers(good);
                reachesAll(good);
                isTakenBack(
                        workshop.document(HOT, "{\"drift_per_hour\":{\"temperature\":18000}}\nhot"),
                        good);
                isInstalledByNone(workshop.strangersDocument(STRANGE, "strange"), good);
            } finally {
                run.stop();
                System.out.println("[firmware] " + report.join());
                alarms.delete(RULES.keySet());
                // the job keeps its settings: no other test has rollouts
            }
        }
    }

    private void reachesAll(ObjectNode image) throws Exception {
        Instant begin = Instant.now();
        create(
                "firmware-good",
                """
                document: %s
                stages:
                  - {percent: 10, soak: PT5S, maximum-soak: PT10S, undecided: proceed, success: 100}
                  - {percent: 100, soak: PT0S, maximum-soak: PT1S, undecided: proceed, success: 100}
                """
                        .formatted(image));
        books.awaitStatus("firmware-good", "FINISHED");
        long seconds = Duration.between(begin, Instant.now()).toSeconds();
        System.out.println(
                "[firmware] good: " + DEVICES + " devices in " + seconds + " s to the end");

        assertThat(books.executions("firmware-good"))
                .isEqualTo(Map.of("SUCCEEDED", (long) DEVICES));
        books.awaitVersions(Map.of(GOOD, (long) DEVICES));
        assertThat(books.steps("firmware-good"))
                .startsWith("DEFINE DEFINE", "COMMAND START", "DECISION OPEN 0")
                .filteredOn(step -> step.startsWith("COMMAND"))
                .hasSize(1);
    }

    private void isTakenBack(ObjectNode image, ObjectNode before) throws Exception {
        create(
                "firmware-hot",
                """
                document: %s
                rollback: %s
                stages:
                  - {percent: 10, soak: PT30M}
                  - {percent: 100}
                """
                        .formatted(image, before));
        books.awaitStatus("firmware-hot", "ROLLED_BACK");
        books.awaitOver("firmware-hot-rollback");
        books.awaitVersions(Map.of(GOOD, (long) DEVICES));

        long released = books.released("firmware-hot");
        System.out.println(
                "[firmware] hot: stopped after "
                        + books.alarmsUntilStop(RULE, "firmware-hot")
                        + " devices with an alarm of "
                        + released
                        + " treated, "
                        + books.millisFromAlarmToStop(RULE, "firmware-hot")
                        + " ms after the first of them; all back "
                        + books.millisFromStopToBack("firmware-hot")
                        + " ms later");
        assertThat(books.steps("firmware-hot"))
                .containsExactly(
                        "DEFINE DEFINE",
                        "COMMAND START",
                        "DECISION OPEN 0",
                        "DECISION ROLLBACK 0 HARM:overheating");
        assertThat(released).isPositive().isLessThan(DEVICES / 4);
        assertThat(books.everRan(HOT)).isPositive().isLessThanOrEqualTo(released);
        assertThat(books.ranUntold(HOT, "firmware-hot")).isZero();
        assertThat(books.ranUntold(HOT, "firmware-hot-rollback")).isZero();
        assertThat(books.executions("firmware-hot-rollback")).containsOnlyKeys("SUCCEEDED");
    }

    private void isInstalledByNone(ObjectNode image, ObjectNode before) throws Exception {
        create(
                "firmware-strange",
                """
                document: %s
                rollback: %s
                stages:
                  - percent: 10
                    soak: PT30M
                    abort: [{type: failed, percent: 20, minimum: 3, action: abort}]
                  - {percent: 100}
                """
                        .formatted(image, before));
        books.awaitStatus("firmware-strange", "ABORTED");
        books.awaitOver("firmware-strange");
        System.out.println("[firmware] strange: " + books.executions("firmware-strange"));

        assertThat(books.steps("firmware-strange"))
                .last()
                .isEqualTo("DECISION ABORT 0 ABORT_CRITERION:FAILED");
        assertThat(books.executions("firmware-strange")).doesNotContainKey("SUCCEEDED");
        assertThat(books.details("firmware-strange")).containsKey("{\"reason\":\"signature\"}");
        books.awaitVersions(Map.of(GOOD, (long) DEVICES));
        assertThat(books.everRan(STRANGE)).isZero();
    }

    private void create(String rollout, String rest) throws IOException, InterruptedException {
        Path file = directory.resolve(rollout + ".yaml");
        Files.writeString(
                file,
                """
                rollout: %s
                devices: site=%s
                budget: %d
                gate:
                  step: PT1S
                  guards:
                    - {name: overheating, signals: ["alarm:%s"], floor-per-day: 0.01}
                """
                                .formatted(rollout, SITE, Math.max(DEVICES / 4, 20), RULE)
                        + rest);
        try (FleetProcess.Running running =
                FleetProcess.start(
                        SHARED.stack(), "rollout", "create", file.toString(), "--start")) {
            FleetProcess created = running.await();
            assertThat(created.status()).as(created.err()).isZero();
        }
    }

    private static RunOptions options(FirmwareWorkshop workshop) {
        Duration quick = Duration.ofMillis(200);
        return RunOptions.to(SHARED.stack().sandbox().mqtt().url())
                .seed(SEED)
                .devices(DEVICES)
                .profile("vibration-motor")
                .sites(List.of(SITE))
                .idPrefix("firmware-")
                .ratePerSecond(MESSAGES_PER_SECOND)
                .agent(
                        AgentOptions.NONE.withUpdates(
                                new UpdateOptions(
                                        Optional.of(workshop.trusted()),
                                        quick,
                                        quick,
                                        UpdateFaults.NONE)))
                .build();
    }

    private static RunReport execute(EmulatorRun run) {
        try {
            return run.execute();
        } catch (IOException e) {
            throw new CompletionException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }
}
