package io.fleetstream.emulator.run;

import io.fleetstream.emulator.signal.Timeline;
import java.util.concurrent.CompletableFuture;

/** The storms ahead of one connection. Confined to its serial executor. */
final class StormWatch {
    private final Episodes episodes;
    private final Timeline timeline;
    private final StormBarrier barrier;
    private final boolean together;
    private final boolean struck;
    private long era;
    private boolean waiting;

    StormWatch(RunContext context, long connectionSeed) {
        this.episodes = context.script().episodes();
        this.timeline = context.options().timeline();
        this.barrier = context.storms();
        this.together = context.options().pace().isFlatOut();
        this.struck = episodes.inStorm(connectionSeed);
    }

    /** True time of the next storm, epoch milliseconds; {@link Long#MAX_VALUE} if none comes. */
    long nextMs() {
        long slot = episodes.stormSlot(era);
        return struck && slot <= episodes.slots()
                ? timeline.startMs() + (long) ((slot - 1) * timeline.intervalMs())
                : Long.MAX_VALUE;
    }

    /** Whether a storm must wait for a connection to strike; otherwise it passes by. */
    boolean waitsForConnection() {
        return together;
    }

    /** Whether the connection stands before a storm and must not go on. */
    boolean isWaiting() {
        return waiting;
    }

    /**
     * Comes to the storm.
     *
     * @param storm run when it breaks loose, on any thread
     */
    void arrive(Runnable storm) {
        waiting = true;
        if (together) {
            CompletableFuture<Void> unused = barrier.arrive(era).thenRun(storm);
        } else {
            storm.run();
        }
    }

    /** The storm finds no connection to cut; nobody else is to wait for this one. */
    void passBy() {
        if (together) {
            CompletableFuture<Void> unused = barrier.arrive(era);
        }
        passed();
    }

    /** The storm is over. */
    void passed() {
        waiting = false;
        era++;
    }
}
