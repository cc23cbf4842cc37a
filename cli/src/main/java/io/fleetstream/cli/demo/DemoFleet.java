package io.fleetstream.cli.demo;

import io.fleetstream.emulator.run.EmulatorRun;
import io.fleetstream.emulator.run.FaultRates;
import io.fleetstream.emulator.run.RunOptions;
import io.fleetstream.emulator.run.RunReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The fleet of the demo: devices of all types at three sites, one message a second each, some of
 * which are repeated and some malformed on purpose.
 */
final class DemoFleet {
    private static final FaultRates FAULTS = new FaultRates(0.02, 0.01);
    private static final double ANOMALIES_PER_THOUSAND = 2;

    private final RunOptions options;
    private final EmulatorRun run;

    DemoFleet(String mqttUrl, int devices, Duration duration, long seed, Path directory) {
        options =
                RunOptions.to(mqttUrl)
                        .devices(devices)
                        .org("acme")
                        .sites(List.of("berlin", "lyon", "porto"))
                        .seed(seed)
                        .messages(Math.max(1, duration.toSeconds()))
                        .faults(FAULTS)
                        .anomaliesPerThousand(ANOMALIES_PER_THOUSAND)
                        .truth(directory.resolve("faults.ndjson"))
                        .labels(directory.resolve("anomalies.csv"))
                        .build();
        run = new EmulatorRun(options);
    }

    RunOptions options() {
        return options;
    }

    /** Publishes in the background; the future holds the fleet's own books. */
    CompletableFuture<RunReport> start() {
        return CompletableFuture.supplyAsync(this::execute);
    }

    long publishedSoFar() {
        return run.progress().acknowledged();
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
