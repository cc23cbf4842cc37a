package io.fleetstream.jobs.shadow.bulk;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.common.FleetMetrics;
import io.fleetstream.jobs.shadow.state.BulkArrival;
import io.fleetstream.jobs.shadow.state.BulkRow;
import io.fleetstream.jobs.shadow.state.BulkSlice;
import io.fleetstream.jobs.shadow.state.BulkStates;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.Topics;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Cuts bulk requests into slices, one request after the other in the order of their topic. First
 * input requests, second how old the rows are that are being read ({@link RegistryPulseFunction}).
 * A few slices at a time, by timers: checkpoints pass in between, and one that falls into a fan-out
 * finds the place where it goes on. The timers are those of the machine because they decide how
 * fast it goes and nothing else.
 *
 * <p>Requests wait here, where there is one copy of each, and not in the slices: until the rows
 * written before them have been read, and until {@link FanOutBulkFunction#MOST_APPLIED} requests
 * before this one have had ten seconds in the slices, which forget the eldest for it. So a slice
 * does not forget a request to which a row on its way may still answer. {@link #MOST_WAITING} may
 * wait; a further one becomes a dead letter, which can be replayed.
 *
 * <p>A request whose id was seen before is dropped. Ids are remembered for the retention, counted
 * by the arrival of later requests, and at most {@link #MOST_SEEN} of them. All have one key.
 */
public final class SliceBulkFunction
        extends KeyedCoProcessFunction<Integer, BulkArrival, Long, BulkSlice> {
    /** Ids remembered. */
    public static final int MOST_SEEN = 10_000;

    /** Requests that wait, the one that is being cut included. */
    public static final int MOST_WAITING = 1_000;

    private static final long serialVersionUID = 1L;
    private static final int SLICES_AT_A_TIME = 4;
    private static final long SETTLE_MILLIS = Duration.ofSeconds(10).toMillis();
    private static final long MICROS_PER_MILLI = 1_000L;

    private final Duration retention;
    private final DeadLetters letters;

    private transient BulkQueue waiting;
    private transient ValueState<Integer> nextSlice;
    private transient ValueState<Long> done;
    private transient MapState<Integer, Long> doneAt;
    private transient SeenRequests seen;
    private transient RegistryGate gate;
    private transient Counter requests;
    private transient Counter repeated;
    private transient Counter refused;

    /** An operator that remembers ids for that time, and signs its dead letters so. */
    public SliceBulkFunction(Duration retention, DeadLetters letters) {
        this.retention = retention;
        this.letters = letters;
    }

    @Override
    public void open(OpenContext context) {
        waiting =
                new BulkQueue(
                        getRuntimeContext().getMapState(BulkStates.QUEUE),
                        getRuntimeContext().getState(BulkStates.HEAD),
                        getRuntimeContext().getState(BulkStates.TAIL));
        nextSlice = getRuntimeContext().getState(BulkStates.NEXT_SLICE);
        done = getRuntimeContext().getState(BulkStates.DONE);
        doneAt = getRuntimeContext().getMapState(BulkStates.DONE_AT);
        seen =
                new SeenRequests(
                        getRuntimeContext().getMapState(BulkStates.SEEN),
                        MOST_SEEN,
                        retention.toNanos() / MICROS_PER_MILLI);
        gate = new RegistryGate();
        FleetMetrics metrics = FleetMetrics.of(getRuntimeContext());
        requests = metrics.counter("bulkRequests");
        repeated = metrics.counter("repeatedBulkRequests");
        refused = metrics.counter("deadLetters");
    }

    @Override
    public void processElement1(BulkArrival arrival, Context context, Collector<BulkSlice> out)
            throws Exception {
        BulkRow bulk = arrival.bulk();
        if (seen.contains(bulk.bulkId())) {
            repeated.inc();
            return;
        }
        if (waiting.size() >= MOST_WAITING) {
            refuse(arrival, context);
            return;
        }
        requests.inc();
        seen.add(bulk.bulkId(), bulk.receivedAt());
        waiting.add(bulk);
        if (waiting.size() == 1) {
            wakeAt(0, context);
        }
    }

    @Override
    public void processElement2(Long writtenAt, Context context, Collector<BulkSlice> out)
            throws Exception {
        gate.read(writtenAt, waiting.head(), context.timerService().currentProcessingTime());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<BulkSlice> out)
            throws Exception {
        BulkRow bulk = waiting.head();
        if (bulk == null) {
            return;
        }
        Integer next = nextSlice.value();
        long now = context.timerService().currentProcessingTime();
        if (next == null && startsAt(now) > now) {
            wakeAt(startsAt(now), context);
            return;
        }
        int from = next == null ? 0 : next;
        int to = Math.min(from + SLICES_AT_A_TIME, Slices.COUNT);
        for (int slice = from; slice < to; slice++) {
            out.collect(new BulkSlice(slice, bulk));
        }
        if (to < Slices.COUNT) {
            nextSlice.update(to);
            wakeAt(0, context);
            return;
        }
        nextSlice.clear();
        waiting.remove();
        finish(now);
        if (waiting.size() > 0) {
            wakeAt(0, context);
        }
    }

    /** When the first one that waits may be cut. */
    private long startsAt(long now) throws Exception {
        Long before = doneAt.get(slot());
        // a clock that was set back makes it wait no longer
        long settled = before == null ? 0 : Math.min(before, now) + SETTLE_MILLIS;
        return Math.max(gate.opensAt(now), settled);
    }

    private void finish(long now) throws Exception {
        doneAt.put(slot(), now);
        Long number = done.value();
        done.update(number == null ? 1 : number + 1);
    }

    /** Where it stands when the request was finished for which this one has to wait. */
    private int slot() throws Exception {
        Long number = done.value();
        return number == null ? 0 : (int) (number % FanOutBulkFunction.MOST_APPLIED);
    }

    private void refuse(BulkArrival arrival, Context context) {
        refused.inc();
        KafkaRecord record =
                new KafkaRecord(
                        Topics.DEVICE_BULK,
                        arrival.partition(),
                        arrival.offset(),
                        arrival.timestamp(),
                        arrival.key(),
                        arrival.value(),
                        List.of());
        String message = MOST_WAITING + " bulk requests wait before this one; replay it later";
        context.output(
                DeadLetters.TAG, letters.builder(record, ReasonCode.RATE_LIMITED, message).build());
    }

    private static void wakeAt(long millis, Context context) {
        long soon = context.timerService().currentProcessingTime() + 1;
        context.timerService().registerProcessingTimeTimer(Math.max(soon, millis));
    }
}
