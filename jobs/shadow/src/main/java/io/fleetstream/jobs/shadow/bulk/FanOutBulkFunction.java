package io.fleetstream.jobs.shadow.bulk;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.FleetMetrics;
import io.fleetstream.jobs.shadow.state.BulkDevice;
import io.fleetstream.jobs.shadow.state.BulkRow;
import io.fleetstream.jobs.shadow.state.BulkSlice;
import io.fleetstream.jobs.shadow.state.BulkStates;
import io.fleetstream.jobs.shadow.state.RowChange;
import io.fleetstream.schemas.Selector;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Makes a request for every device of a slice that the selector picks, to be appended to the
 * device's own partition. Keyed by slice; first input requests, second rows of the devices.
 *
 * <p>A request that comes in is put into state and waits for its turn. By timers, each in a
 * millisecond of its own, a slice first notes the devices that are picked and then makes the
 * requests for {@link #STEP} of them at a time. So no step writes more than that, whatever the
 * fleet's size, barriers pass between any two, and a checkpoint that falls into a fan-out has the
 * devices in it that are left. The timers are those of the machine because they decide how fast it
 * goes and nothing else.
 *
 * <p>A device is picked by what had been read about it when it was its slice's turn. Rows that the
 * operator, or ingest, had written before the request but that are read after it count as well:
 * topics are read independently of each other. So a device registered after the request does not
 * get it, however fast it was. For that a slice remembers the latest {@link #MOST_APPLIED}
 * requests, for the retention at most; {@link SliceBulkFunction} sees to it that these are enough.
 *
 * <p>A request may be made twice, by a replay or by rows that come and go; it has the bulk
 * request's id as identity, and what is appended twice takes effect once.
 */
public final class FanOutBulkFunction
        extends KeyedCoProcessFunction<Integer, BulkSlice, RowChange, KafkaRecord> {
    /** Requests a slice remembers. */
    public static final int MOST_APPLIED = 16;

    /** Requests for devices that are made at a time. */
    public static final int STEP = 100;

    private static final long serialVersionUID = 1L;

    private final Duration retention;

    private transient SelectorCache selectors;
    private transient MapState<String, BulkDevice> devices;
    private transient AppliedRequests applied;
    private transient BulkQueue waiting;
    private transient PickedDevices picked;
    private transient long latestTimer;
    private transient Counter requests;

    /** An operator that remembers requests for that time. */
    public FanOutBulkFunction(Duration retention) {
        this.retention = retention;
    }

    @Override
    public void open(OpenContext context) {
        selectors = new SelectorCache();
        devices = getRuntimeContext().getMapState(BulkStates.DEVICES);
        applied =
                new AppliedRequests(
                        getRuntimeContext().getMapState(BulkStates.APPLIED),
                        MOST_APPLIED,
                        retention);
        ValueState<Long> first = getRuntimeContext().getState(BulkStates.FIRST_WAITING);
        ValueState<Long> next = getRuntimeContext().getState(BulkStates.NEXT_WAITING);
        waiting = new BulkQueue(getRuntimeContext().getMapState(BulkStates.WAITING), first, next);
        picked = new PickedDevices(getRuntimeContext(), STEP);
        requests = FleetMetrics.of(getRuntimeContext()).counter("bulkFannedOut");
    }

    @Override
    public void processElement1(BulkSlice slice, Context context, Collector<KafkaRecord> out)
            throws Exception {
        waiting.add(slice.bulk());
        if (waiting.size() == 1) {
            wake(context);
        }
    }

    @Override
    public void processElement2(RowChange row, Context context, Collector<KafkaRecord> out)
            throws Exception {
        BulkDevice before = devices.get(row.deviceId());
        BulkDevice after =
                row.facts()
                        ? new BulkDevice(before == null ? null : before.row(), row.firmware())
                        : new BulkDevice(row.device(), before == null ? null : before.firmware());
        if (after.row() == null && after.firmware() == null) {
            devices.remove(row.deviceId());
            return;
        }
        devices.put(row.deviceId(), after);
        if (row.updatedAt() == 0 || after.row() == null) {
            return;
        }
        for (BulkRow bulk : applied.byAge()) {
            if (row.updatedAt() > bulk.createdAt()) {
                continue;
            }
            Selector selector = selectors.of(bulk.selector());
            if (!Traits.match(selector, row.deviceId(), before)
                    && Traits.match(selector, row.deviceId(), after)) {
                send(bulk, row.deviceId(), out);
            }
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<KafkaRecord> out)
            throws Exception {
        BulkRow bulk = waiting.head();
        if (bulk == null) {
            return;
        }
        if (!picked.isBegun() && !applied.contains(bulk.bulkId())) {
            picked.begin(devices, selectors.of(bulk.selector()));
            applied.add(bulk);
        }
        for (String device : picked.next()) {
            send(bulk, device, out);
        }
        if (!picked.isBegun()) {
            waiting.remove();
        }
        if (waiting.size() > 0) {
            wake(context);
        }
    }

    private void send(BulkRow bulk, String device, Collector<KafkaRecord> out) {
        out.collect(BulkRecords.request(bulk, device));
        requests.inc();
    }

    /** No two timers of this machine at one time, which would be one step. */
    private void wake(Context context) {
        latestTimer = Math.max(latestTimer, context.timerService().currentProcessingTime()) + 1;
        context.timerService().registerProcessingTimeTimer(latestTimer);
    }
}
