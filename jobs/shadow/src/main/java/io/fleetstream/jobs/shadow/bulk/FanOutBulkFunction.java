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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Makes a request for every device of a slice that the selector picks, to be appended to the
 * device's own partition. Keyed by slice; first input requests, second rows of the devices.
 *
 * <p>A device is picked by what had been read about it when the request reached its slice. Rows
 * that the operator, or ingest, had written before the request but that are read after it count as
 * well: topics are read independently of each other, and after a restart the registry may come
 * last. So a device registered after the request does not get it, however fast it was. For that a
 * slice remembers the latest {@link #MOST_APPLIED} requests, for the retention at most.
 *
 * <p>A request may be made twice, by a replay or by rows that come and go; it has the bulk
 * request's id as identity, and what is appended twice takes effect once.
 */
public final class FanOutBulkFunction
        extends KeyedCoProcessFunction<Integer, BulkSlice, RowChange, KafkaRecord> {
    /** Requests a slice remembers. */
    public static final int MOST_APPLIED = 16;

    private static final long serialVersionUID = 1L;
    private static final long MICROS_PER_MILLI = 1_000L;

    private final Duration retention;

    private transient SelectorCache selectors;
    private transient MapState<String, BulkDevice> devices;
    private transient MapState<String, BulkRow> applied;
    private transient Counter requests;

    /** An operator that remembers requests for that time. */
    public FanOutBulkFunction(Duration retention) {
        this.retention = retention;
    }

    @Override
    public void open(OpenContext context) {
        selectors = new SelectorCache();
        devices = getRuntimeContext().getMapState(BulkStates.DEVICES);
        applied = getRuntimeContext().getMapState(BulkStates.APPLIED);
        requests = FleetMetrics.of(getRuntimeContext()).counter("bulkFannedOut");
    }

    @Override
    public void processElement1(BulkSlice slice, Context context, Collector<KafkaRecord> out)
            throws Exception {
        BulkRow bulk = slice.bulk();
        if (applied.contains(bulk.bulkId())) {
            return;
        }
        Selector selector = selectors.of(bulk.selector());
        for (Map.Entry<String, BulkDevice> device : devices.entries()) {
            if (Traits.match(selector, device.getKey(), device.getValue())) {
                send(bulk, device.getKey(), out);
            }
        }
        remember(bulk);
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
        for (BulkRow bulk : appliedByAge()) {
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

    private void send(BulkRow bulk, String device, Collector<KafkaRecord> out) {
        out.collect(BulkRecords.request(bulk, device));
        requests.inc();
    }

    private void remember(BulkRow bulk) throws Exception {
        applied.put(bulk.bulkId(), bulk);
        long forgotten = bulk.receivedAt() - retention.toNanos() / MICROS_PER_MILLI;
        List<BulkRow> byAge = appliedByAge();
        for (int i = 0; i < byAge.size(); i++) {
            BulkRow each = byAge.get(i);
            if (each.receivedAt() >= forgotten && byAge.size() - i <= MOST_APPLIED) {
                return;
            }
            applied.remove(each.bulkId());
        }
    }

    private List<BulkRow> appliedByAge() throws Exception {
        List<BulkRow> all = new ArrayList<>();
        for (BulkRow bulk : applied.values()) {
            all.add(bulk);
        }
        all.sort(Comparator.comparingLong(BulkRow::receivedAt).thenComparing(BulkRow::bulkId));
        return all;
    }
}
