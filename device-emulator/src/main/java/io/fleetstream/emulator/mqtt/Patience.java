package io.fleetstream.emulator.mqtt;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits for the end of a run or a replay, and decides when waiting has become pointless: when the
 * broker was never reached, or nothing has been acknowledged for long although all of it is due.
 */
public final class Patience {
    private static final long LOOK_MS = 100;

    private final LinkOptions link;
    private final ConnectionCounters counters;
    private final Supplier<RuntimeException> failure;

    /**
     * Creates a watch over some connections.
     *
     * @param failure what has gone wrong inside, or null; rethrown
     */
    public Patience(
            LinkOptions link, ConnectionCounters counters, Supplier<RuntimeException> failure) {
        this.link = link;
        this.counters = counters;
        this.failure = failure;
    }

    /**
     * Waits.
     *
     * @param nothingToWaitFor whether everything left is due, so that silence means trouble
     * @return whether the end came; false if it was given up
     * @throws IOException if the broker was never reached, or what ended the future
     */
    public boolean await(Future<?> end, BooleanSupplier nothingToWaitFor)
            throws IOException, InterruptedException {
        long seen = -1;
        long silentSince = System.nanoTime();
        while (!hasEnded(end)) {
            RuntimeException broken = failure.get();
            if (broken != null) {
                throw broken;
            }
            long acknowledged = counters.acknowledged() + counters.refused();
            if (acknowledged != seen || !(nothingToWaitFor.getAsBoolean() || unreached())) {
                seen = acknowledged;
                silentSince = System.nanoTime();
            }
            Duration silence = Duration.ofNanos(System.nanoTime() - silentSince);
            if (silence.compareTo(link.giveUpAfter()) > 0) {
                if (unreached()) {
                    throw new IOException(
                            "cannot reach the broker at " + link.url() + counters.lastFailure());
                }
                return false;
            }
        }
        return true;
    }

    private boolean unreached() {
        return counters.statuses() + counters.acknowledged() + counters.connected() == 0;
    }

    private static boolean hasEnded(Future<?> end) throws IOException, InterruptedException {
        try {
            end.get(LOOK_MS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failed) {
                throw failed;
            }
            throw new IllegalStateException("failed: " + e.getCause(), e.getCause());
        }
    }
}
