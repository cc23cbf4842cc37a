package io.fleetstream.jobs.shadow.bulk;

import io.fleetstream.connectors.kafka.KafkaRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;

/**
 * Writes down, over a failure, what a fan-out makes and where barriers fall into it; fails once,
 * after two checkpoints that fell into the midst of a bulk request. One of it at a time.
 */
final class FanOutWitness extends RichMapFunction<KafkaRecord, String>
        implements CheckpointedFunction, CheckpointListener {
    private static final long serialVersionUID = 1L;
    private static final int CHECKPOINTS_BEFORE_THE_FAILURE = 2;

    private static final List<String> SEEN = Collections.synchronizedList(new ArrayList<>());
    private static final Map<Long, Integer> POSITIONS = new ConcurrentHashMap<>();
    private static final AtomicInteger CHECKPOINTS = new AtomicInteger();
    private static volatile int failedAt;
    private static volatile int restoredAt;

    // what a timer throws ends the task a little later, other input may come before
    private transient boolean failed;

    static void reset() {
        SEEN.clear();
        POSITIONS.clear();
        CHECKPOINTS.set(0);
        failedAt = 0;
        restoredAt = 0;
    }

    /** Bulk id and device of every request so far. */
    static List<String> seen() {
        synchronized (SEEN) {
            return List.copyOf(SEEN);
        }
    }

    static boolean sawAny() {
        return !SEEN.isEmpty();
    }

    /** How many requests had come when it failed; 0 before. */
    static int failedAt() {
        return failedAt;
    }

    /** How many had come when the barrier passed of the checkpoint that was restored. */
    static int restoredAt() {
        return restoredAt;
    }

    @Override
    public String map(KafkaRecord record) {
        if (failedAt == 0 && CHECKPOINTS.get() >= CHECKPOINTS_BEFORE_THE_FAILURE) {
            failedAt = SEEN.size();
            failed = true;
        }
        if (failed) {
            throw new IllegalStateException("fails on purpose");
        }
        String request =
                record.header("request-id").orElseThrow() + " " + record.keyText().orElseThrow();
        SEEN.add(request);
        return request;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
        POSITIONS.put(context.getCheckpointId(), SEEN.size());
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) {
        if (isInTheMidst(POSITIONS.getOrDefault(checkpoint, 0))) {
            CHECKPOINTS.incrementAndGet();
        }
    }

    /** Whether a request for another device of the same bulk request came next. */
    private static boolean isInTheMidst(int position) {
        return position > 0
                && position < SEEN.size()
                && bulk(SEEN.get(position - 1)).equals(bulk(SEEN.get(position)));
    }

    static String bulk(String request) {
        return request.substring(0, request.indexOf(' '));
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {
        if (context.isRestored()) {
            restoredAt = POSITIONS.get(context.getRestoredCheckpointId().orElseThrow());
        }
    }
}
