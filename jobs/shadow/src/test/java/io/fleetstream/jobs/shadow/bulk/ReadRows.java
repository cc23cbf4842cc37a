package io.fleetstream.jobs.shadow.bulk;

import io.fleetstream.jobs.shadow.state.RowChange;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;

/** Lets rows pass and knows when so many have been read by everybody behind it. */
final class ReadRows extends RichFilterFunction<RowChange>
        implements CheckpointedFunction, CheckpointListener {
    private static final long serialVersionUID = 1L;

    private static volatile boolean read;

    private final int rows;
    private int passed;
    private long checkpoint = Long.MAX_VALUE;

    ReadRows(int rows) {
        this.rows = rows;
    }

    static void reset() {
        read = false;
    }

    static boolean areRead() {
        return read;
    }

    @Override
    public boolean filter(RowChange row) {
        passed++;
        return true;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
        if (passed >= rows) {
            checkpoint = Math.min(checkpoint, context.getCheckpointId());
        }
    }

    /** Its barrier has passed behind the rows. */
    @Override
    public void notifyCheckpointComplete(long completed) {
        if (completed >= checkpoint) {
            read = true;
        }
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {
        // after a restore the rows are there already
    }
}
