package io.fleetstream.e2e;

import io.fleetstream.emulator.run.EmulatorRun;
import io.fleetstream.emulator.run.FaultRates;
import io.fleetstream.emulator.run.RunOptions;
import io.fleetstream.emulator.run.RunReport;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Devices that publish at QoS 1 while something is broken under them. */
final class Load {
    static final long SEED = 20261120;

    private final EmulatorRun run;
    private final CompletableFuture<RunReport> report;

    private Load(EmulatorRun run, CompletableFuture<RunReport> report) {
        this.run = run;
        this.report = report;
    }

    /**
     * Starts devices whose ids and sites begin with the prefix; they publish until {@link #stop()}.
     */
    static Load start(String mqttUrl, String prefix, int devices, double ratePerSecond) {
        System.out.println("[load] " + prefix + " seed " + SEED);
        EmulatorRun run =
                new EmulatorRun(
                        RunOptions.to(mqttUrl)
                                .seed(SEED)
                                .devices(devices)
                                .idPrefix(prefix)
                                .sites(List.of(prefix + "hall", prefix + "yard"))
                                .ratePerSecond(ratePerSecond)
                                .faults(new FaultRates(0.01, 0.01))
                                .build());
        return new Load(run, CompletableFuture.supplyAsync(() -> execute(run)));
    }

    long acknowledged() {
        return run.progress().acknowledged();
    }

    /** Ends the load once everything made has been acknowledged. */
    RunReport stop() {
        run.stop();
        RunReport books = report.join();
        System.out.println("[load] " + books);
        return books;
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
