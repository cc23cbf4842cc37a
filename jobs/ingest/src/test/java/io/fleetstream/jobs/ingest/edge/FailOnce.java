package io.fleetstream.jobs.ingest.edge;

import io.fleetstream.connectors.kafka.KafkaRecord;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;

/** Lets records pass, and fails once when a checkpoint has completed and many have passed since. */
final class FailOnce implements MapFunction<KafkaRecord, KafkaRecord>, CheckpointListener {
    static final AtomicInteger FAILURES = new AtomicInteger();

    private static final long serialVersionUID = 1L;

    private final int passing;
    private boolean checkpointed;
    private int passed;

    FailOnce(int passing) {
        this.passing = passing;
    }

    @Override
    public KafkaRecord map(KafkaRecord record) {
        if (checkpointed) {
            passed++;
        }
        if (passed >= passing && FAILURES.compareAndSet(0, 1)) {
            throw new IllegalStateException("the failure of the test");
        }
        return record;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        checkpointed = true;
    }
}
