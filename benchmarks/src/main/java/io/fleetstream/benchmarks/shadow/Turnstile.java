package io.fleetstream.benchmarks.shadow;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiter;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;

/**
 * Lets so many records of a source pass and then, without holding up checkpoints, none until it is
 * opened again. Static, since it is reached through a serialised job graph.
 */
final class Turnstile {
    private static long free;
    private static CompletableFuture<Void> opened;

    private Turnstile() {}

    /** Lets that many records pass, before a job. */
    static synchronized void reset(long records) {
        free = records;
        opened = new CompletableFuture<>();
    }

    /** Lets so many more pass, when all of those have and the next one waits. */
    static synchronized void open(long records) {
        CompletableFuture<Void> waiting = opened;
        reset(records - 1);
        waiting.complete(null);
    }

    private static synchronized CompletionStage<Void> pass() {
        return free-- > 0 ? CompletableFuture.completedFuture(null) : opened;
    }

    /** For Flink's generator of records. */
    static <S extends SourceSplit> RateLimiterStrategy<S> strategy() {
        return parallelism -> new Limiter<>();
    }

    private static final class Limiter<S extends SourceSplit> implements RateLimiter<S> {
        @Override
        public CompletionStage<Void> acquire(int requests) {
            return pass();
        }
    }
}
