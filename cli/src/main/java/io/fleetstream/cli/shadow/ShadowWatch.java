package io.fleetstream.cli.shadow;

import io.fleetstream.cli.topic.Cluster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Tells what happens to a shadow, as it happens: a line for each delta, document and deletion. */
public final class ShadowWatch {
    private static final Map<String, String> SHOWN =
            Map.of(
                    "update/documents", "documents",
                    "update/delta", "delta",
                    "delete/accepted", "deleted");

    private final Cluster cluster;
    private final ShadowAddress address;

    /** Watches that shadow. */
    public ShadowWatch(Cluster cluster, ShadowAddress address) {
        this.cluster = cluster;
        this.address = address;
    }

    /**
     * Tells until enough was told or the time is over.
     *
     * @param started called once nothing can be missed any more
     * @param count lines after which it ends; 0 for no end
     * @param duration time after which it ends; zero for never
     */
    public void run(Runnable started, Consumer<String> line, int count, Duration duration)
            throws IOException {
        try (DownlinkReader downlink = new DownlinkReader(cluster, address.device())) {
            started.run();
            long since = System.nanoTime();
            BooleanSupplier over =
                    () -> !duration.isZero() && System.nanoTime() - since >= duration.toNanos();
            int told = 0;
            while (!over.getAsBoolean()) {
                for (DownlinkReader.Message message : downlink.poll()) {
                    String shown = SHOWN.get(address.rest(message.topic()));
                    if (shown != null) {
                        line.accept(
                                "%s %-9s %s"
                                        .formatted(
                                                message.writtenAt(),
                                                shown,
                                                new String(
                                                        message.payload(),
                                                        StandardCharsets.UTF_8)));
                        told++;
                        if (told == count) {
                            return;
                        }
                    }
                }
            }
        }
    }
}
