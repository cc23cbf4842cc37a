package io.fleetstream.jobs.shadow.bulk;

import io.fleetstream.jobs.common.FleetMetrics;
import io.fleetstream.jobs.shadow.state.BulkRow;
import io.fleetstream.jobs.shadow.state.BulkSlice;
import io.fleetstream.jobs.shadow.state.BulkStates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Cuts bulk requests into slices, one request after the other in the order of their topic. A few
 * slices at a time, by timers: checkpoints pass in between, and one that falls into a fan-out finds
 * the place where it goes on. The timers are those of the machine because they decide how fast it
 * goes and nothing else.
 *
 * <p>A request whose id was seen before is dropped. Ids are remembered for the retention, counted
 * by the arrival of later requests, and at most {@link #MOST_SEEN} of them. All have one key.
 */
public final class SliceBulkFunction extends KeyedProcessFunction<Integer, BulkRow, BulkSlice> {
    /** Ids remembered. */
    public static final int MOST_SEEN = 10_000;

    private static final long serialVersionUID = 1L;
    private static final int SLICES_AT_A_TIME = 4;
    private static final long MICROS_PER_MILLI = 1_000L;

    private final Duration retention;

    private transient MapState<Long, BulkRow> queue;
    private transient ValueState<Long> head;
    private transient ValueState<Integer> nextSlice;
    private transient MapState<String, Long> seen;
    private transient Counter requests;
    private transient Counter repeated;

    /** An operator that remembers ids for that time. */
    public SliceBulkFunction(Duration retention) {
        this.retention = retention;
    }

    @Override
    public void open(OpenContext context) {
        queue = getRuntimeContext().getMapState(BulkStates.QUEUE);
        head = getRuntimeContext().getState(BulkStates.HEAD);
        nextSlice = getRuntimeContext().getState(BulkStates.NEXT_SLICE);
        seen = getRuntimeContext().getMapState(BulkStates.SEEN);
        FleetMetrics metrics = FleetMetrics.of(getRuntimeContext());
        requests = metrics.counter("bulkRequests");
        repeated = metrics.counter("repeatedBulkRequests");
    }

    @Override
    public void processElement(BulkRow bulk, Context context, Collector<BulkSlice> out)
            throws Exception {
        if (seen.contains(bulk.bulkId())) {
            repeated.inc();
            return;
        }
        requests.inc();
        remember(bulk);
        long first = head.value() == null ? 0 : head.value();
        long last = first;
        while (queue.contains(last)) {
            last++;
        }
        queue.put(last, bulk);
        if (last == first) {
            wake(context);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<BulkSlice> out)
            throws Exception {
        long first = head.value() == null ? 0 : head.value();
        BulkRow bulk = queue.get(first);
        if (bulk == null) {
            return;
        }
        int from = nextSlice.value() == null ? 0 : nextSlice.value();
        int to = Math.min(from + SLICES_AT_A_TIME, Slices.COUNT);
        for (int slice = from; slice < to; slice++) {
            out.collect(new BulkSlice(slice, bulk));
        }
        if (to < Slices.COUNT) {
            nextSlice.update(to);
            wake(context);
            return;
        }
        nextSlice.clear();
        queue.remove(first);
        if (queue.contains(first + 1)) {
            head.update(first + 1);
            wake(context);
        } else {
            head.clear();
        }
    }

    private void remember(BulkRow bulk) throws Exception {
        seen.put(bulk.bulkId(), bulk.receivedAt());
        long forgotten = bulk.receivedAt() - retention.toNanos() / MICROS_PER_MILLI;
        List<Map.Entry<String, Long>> byAge = new ArrayList<>();
        for (Map.Entry<String, Long> each : seen.entries()) {
            byAge.add(Map.entry(each.getKey(), each.getValue()));
        }
        byAge.sort(Comparator.comparingLong(Map.Entry::getValue));
        for (int i = 0; i < byAge.size(); i++) {
            Map.Entry<String, Long> each = byAge.get(i);
            if (each.getValue() >= forgotten && byAge.size() - i <= MOST_SEEN) {
                return;
            }
            seen.remove(each.getKey());
        }
    }

    private static void wake(Context context) {
        context.timerService()
                .registerProcessingTimeTimer(context.timerService().currentProcessingTime() + 1);
    }
}
