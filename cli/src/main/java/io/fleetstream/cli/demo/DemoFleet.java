package io.fleetstream.cli.demo;

import io.fleetstream.emulator.agent.AgentOptions;
import io.fleetstream.emulator.mqtt.ClientLibrary;
import io.fleetstream.emulator.run.EmulatorRun;
import io.fleetstream.emulator.run.FaultRates;
import io.fleetstream.emulator.run.RunOptions;
import io.fleetstream.emulator.run.RunReport;
import io.fleetstream.emulator.truth.GroundTruth;
import io.fleetstream.emulator.update.UpdateFaults;
import io.fleetstream.emulator.update.UpdateOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A fleet of the demo; everybody publishes one message a second. For one use. */
final class DemoFleet {
    /** What ids of devices that get firmware begin with. */
    static final String MOTOR_PREFIX = "ota-";

    /** Devices that get firmware, of each site. */
    static final int MOTORS_OF_A_SITE = 40;

    private static final String ORG = "acme";
    private static final FaultRates FAULTS =
            FaultRates.parse("duplicate=0.02,malformed=0.01,drop=0.005");
    private static final double ANOMALIES_PER_THOUSAND = 2;
    private static final Duration TO_INSTALL = Duration.ofSeconds(1);
    private static final Duration TO_CHECK = Duration.ofMillis(500);

    private final RunOptions options;
    private final Path truth;
    private final EmulatorRun run;

    private DemoFleet(RunOptions options, Path truth) {
        this.options = options;
        this.truth = truth;
        this.run = new EmulatorRun(options);
    }

    /**
     * Devices of all types at three sites, some of whose messages are repeated, some malformed, and
     * some never sent, on purpose. They keep their shadows and obey commands.
     */
    static DemoFleet ofAllTypes(
            String mqttUrl, int devices, Duration duration, long seed, Path directory) {
        Path truth = directory.resolve("faults.ndjson");
        return new DemoFleet(
                RunOptions.to(mqttUrl)
                        .devices(devices)
                        .org(ORG)
                        .sites(List.of("berlin", "lyon", "porto"))
                        .seed(seed)
                        .messages(Math.max(1, duration.toSeconds()))
                        .faults(FAULTS)
                        .agent(AgentOptions.obedient())
                        .anomaliesPerThousand(ANOMALIES_PER_THOUSAND)
                        .truth(truth)
                        .labels(directory.resolve("anomalies.csv"))
                        .build(),
                truth);
    }

    /**
     * Motors that install firmware, {@value #MOTORS_OF_A_SITE} at the site of each rollout. Nothing
     * is wrong with them, and they publish until they are stopped.
     *
     * @param trusted what their images must be signed with
     */
    static DemoFleet ofMotors(String mqttUrl, long seed, PublicKey trusted, Path directory) {
        Path truth = directory.resolve("motors.ndjson");
        List<String> sites = Arrays.stream(DemoRollout.values()).map(DemoRollout::site).toList();
        UpdateOptions updates =
                new UpdateOptions(Optional.of(trusted), TO_INSTALL, TO_CHECK, UpdateFaults.NONE);
        return new DemoFleet(
                RunOptions.to(mqttUrl)
                        .devices(MOTORS_OF_A_SITE * sites.size())
                        .profile("vibration-motor")
                        .org(ORG)
                        .sites(sites)
                        .idPrefix(MOTOR_PREFIX)
                        .seed(seed)
                        .agent(AgentOptions.NONE.withUpdates(updates))
                        .link(link -> link.withLibrary(ClientLibrary.HIVEMQ))
                        .truth(truth)
                        .build(),
                truth);
    }

    RunOptions options() {
        return options;
    }

    /** The anomalies there were, when the fleet is done; none where none were ordered. */
    Path labels() {
        return options.labels().orElseThrow();
    }

    /** Publishes in the background; the future holds the fleet's own books. */
    CompletableFuture<RunReport> start() {
        // The common pool may have one thread, and there is more than one fleet.
        return CompletableFuture.supplyAsync(
                this::execute,
                task -> {
                    Thread thread = new Thread(task, "fleet");
                    thread.setDaemon(true);
                    thread.start();
                });
    }

    /** Ends the run; what was made is still published. */
    void stop() {
        run.stop();
    }

    long publishedSoFar() {
        return run.progress().acknowledged();
    }

    /** How many numbers the devices used up for nothing, or for messages nobody can read. */
    long missing() throws IOException {
        return GroundTruth.read(truth).missingMessages();
    }

    private RunReport execute() {
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
