package io.fleetstream.cli.demo;

import io.fleetstream.emulator.agent.AgentOptions;
import io.fleetstream.emulator.run.EmulatorRun;
import io.fleetstream.emulator.run.FaultRates;
import io.fleetstream.emulator.run.RunOptions;
import io.fleetstream.emulator.run.RunReport;
import io.fleetstream.emulator.truth.GroundTruth;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The fleet of the demo: devices of all types at three sites, one message a second each, some of
 * which are repeated, some malformed, and some never sent, on purpose. They keep their shadows and
 * obey commands.
 */
final class DemoFleet {
    private static final FaultRates FAULTS =
            FaultRates.parse("duplicate=0.02,malformed=0.01,drop=0.005");
    private static final double ANOMALIES_PER_THOUSAND = 2;

    private final RunOptions options;
    private final Path truth;
    private final Path labels;
    private final EmulatorRun run;

    DemoFleet(String mqttUrl, int devices, Duration duration, long seed, Path directory) {
        truth = directory.resolve("faults.ndjson");
        labels = directory.resolve("anomalies.csv");
        options =
                RunOptions.to(mqttUrl)
                        .devices(devices)
                        .org("acme")
                        .sites(List.of("berlin", "lyon", "porto"))
                        .seed(seed)
                        .messages(Math.max(1, duration.toSeconds()))
                        .faults(FAULTS)
                        .agent(AgentOptions.obedient())
                        .anomaliesPerThousand(ANOMALIES_PER_THOUSAND)
                        .truth(truth)
                        .labels(labels)
                        .build();
        run = new EmulatorRun(options);
    }

    RunOptions options() {
        return options;
    }

    /** The anomalies there were, when the fleet is done. */
    Path labels() {
        return labels;
    }

    /** Publishes in the background; the future holds the fleet's own books. */
    CompletableFuture<RunReport> start() {
        return CompletableFuture.supplyAsync(this::execute);
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
