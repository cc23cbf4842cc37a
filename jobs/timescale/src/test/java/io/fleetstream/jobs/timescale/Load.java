package io.fleetstream.jobs.timescale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Sends readings at a steady rate until it is told to stop. */
final class Load implements AutoCloseable {
    private static final int TICKS = 5;
    private static final long TICK_MILLIS = 1_000 / TICKS;

    private final String fleet;
    private final long perSecond;
    private final AtomicLong sent = new AtomicLong();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private ScheduledFuture<?> ticks;

    Load(String fleet, long perSecond) {
        this.fleet = fleet;
        this.perSecond = perSecond;
    }

    void start(RunningJob job) {
        ticks =
                clock.scheduleAtFixedRate(
                        () -> {
                            int from = Math.toIntExact(sent.get());
                            int to = from + Math.toIntExact(perSecond / TICKS);
                            Readings.send(job, Readings.of(fleet, from, to));
                            sent.set(to);
                        },
                        0,
                        TICK_MILLIS,
                        TimeUnit.MILLISECONDS);
    }

    long perSecond() {
        return perSecond;
    }

    long sent() {
        return sent.get();
    }

    /** Until as much more has been sent as in that time. */
    void awaitSeconds(long seconds) {
        long expected = sent.get() + seconds * perSecond;
        await().atMost(RunningJob.PATIENCE)
                .until(
                        () -> {
                            // it only ends by itself if a send failed
                            assertThat(ticks.isDone()).isFalse();
                            return sent.get() >= expected;
                        });
    }

    void stop() throws InterruptedException {
        clock.shutdown();
        clock.awaitTermination(1, TimeUnit.MINUTES);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
