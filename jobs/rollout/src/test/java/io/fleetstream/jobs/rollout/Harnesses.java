package io.fleetstream.jobs.rollout;

import java.util.List;
import java.util.Queue;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.util.function.ThrowingRunnable;

/** What tests want of Flink's harnesses. */
public final class Harnesses {
    private Harnesses() {}

    /** The values of a side output; none if nothing has come out of it. */
    public static <T> List<T> values(Queue<StreamRecord<T>> records) {
        return records == null ? List.of() : records.stream().map(StreamRecord::getValue).toList();
    }

    /** Closes it; unlike the harness itself in a form that try-with-resources likes. */
    public static void close(AbstractStreamOperatorTestHarness<?> harness) {
        ThrowingRunnable.unchecked(harness::close).run();
    }
}
