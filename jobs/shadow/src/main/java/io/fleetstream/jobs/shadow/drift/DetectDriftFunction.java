package io.fleetstream.jobs.shadow.drift;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstream.jobs.common.FleetMetrics;
import io.fleetstream.jobs.shadow.state.DriftMajority;
import io.fleetstream.jobs.shadow.state.DriftRow;
import io.fleetstream.jobs.shadow.state.DriftStates;
import io.fleetstream.jobs.shadow.state.Observation;
import io.fleetstream.schemas.ShadowEvent;
import io.fleetstream.schemas.ShadowEventKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Finds devices that report something else than most of their cohort. Keyed by cohort, shadow and
 * path.
 *
 * <p>The majority is the value that more than half of the devices report, and at least {@link
 * DriftOptions#minDevices} of them. A device drifts when it has reported another value for longer
 * than the hold, while the majority has stood for as long; that is told once for each value it
 * reports, and cleared without a word. Looked at in periods of a quarter of the hold, in arrival
 * time: what a change costs does not depend on the size of the cohort, a look does.
 */
public final class DetectDriftFunction
        extends KeyedProcessFunction<String, Observation, ShadowEvent> {
    private static final long serialVersionUID = 1L;
    private static final long MICROS_PER_MILLI = 1_000L;
    private static final Pattern SEPARATOR = Pattern.compile("\n");
    private static final JsonMapper JSON = new JsonMapper();

    private final DriftOptions options;

    private transient MapState<String, DriftRow> values;
    private transient MapState<String, Integer> counts;
    private transient ValueState<Integer> total;
    private transient ValueState<DriftMajority> majority;
    private transient Counter drifted;
    private transient Counter left;

    /** An operator with those bounds. */
    public DetectDriftFunction(DriftOptions options) {
        this.options = options;
    }

    @Override
    public void open(OpenContext context) {
        values = getRuntimeContext().getMapState(DriftStates.VALUES);
        counts = getRuntimeContext().getMapState(DriftStates.COUNTS);
        total = getRuntimeContext().getState(DriftStates.TOTAL);
        majority = getRuntimeContext().getState(DriftStates.MAJORITY);
        FleetMetrics metrics = FleetMetrics.of(getRuntimeContext());
        drifted = metrics.counter("drifted");
        left = metrics.counter("driftNotCompared");
    }

    @Override
    public void processElement(Observation seen, Context context, Collector<ShadowEvent> out)
            throws Exception {
        DriftRow before = values.get(seen.deviceId());
        if (before == null && seen.value() != null && total() >= options.maxDevices()) {
            left.inc();
            return;
        }
        int devices = total() - (before == null ? 0 : 1) + (seen.value() == null ? 0 : 1);
        if (devices == 0) {
            total.clear();
        } else {
            total.update(devices);
        }
        if (before != null) {
            count(before.value(), -1);
        }
        if (seen.value() == null) {
            values.remove(seen.deviceId());
        } else {
            count(seen.value(), 1);
            values.put(
                    seen.deviceId(), new DriftRow(seen.value(), seen.at(), seen.version(), false));
        }
        look(context, seen.at() / MICROS_PER_MILLI);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<ShadowEvent> out)
            throws Exception {
        int devices = total();
        if (devices == 0) {
            majority.clear();
            return;
        }
        String value = majorityOf(devices);
        DriftMajority known = majority.value();
        if (known == null || !Objects.equals(known.value(), value)) {
            known = new DriftMajority(value, timestamp);
            majority.update(known);
        }
        if (value == null || counts.get(value) == devices) {
            return;
        }
        long hold = options.hold().toMillis();
        boolean waits = timestamp - known.since() < hold;
        if (!waits) {
            waits = tell(context, known, (timestamp - hold) * MICROS_PER_MILLI, out);
        }
        if (waits) {
            look(context, timestamp);
        }
    }

    /** Whether there is a device that has not differed for long enough. */
    private boolean tell(
            OnTimerContext context, DriftMajority known, long since, Collector<ShadowEvent> out)
            throws Exception {
        boolean waits = false;
        List<String> told = new ArrayList<>();
        for (Map.Entry<String, DriftRow> each : values.entries()) {
            DriftRow row = each.getValue();
            if (row.told() || row.value().equals(known.value())) {
                continue;
            }
            if (row.since() > since) {
                waits = true;
            } else {
                told.add(each.getKey());
            }
        }
        told.sort(null);
        for (String device : told) {
            DriftRow row = values.get(device);
            values.put(device, row.afterEvent());
            drifted.inc();
            out.collect(event(context.getCurrentKey(), device, row, known.value()));
        }
        return waits;
    }

    private ShadowEvent event(String subject, String device, DriftRow row, String majorityValue)
            throws Exception {
        String[] parts = SEPARATOR.split(subject, 3);
        ObjectNode detail = JSON.createObjectNode();
        detail.put("cohort", parts[0]);
        detail.put("value", row.value());
        detail.put("majority", majorityValue);
        detail.put("majority_devices", counts.get(majorityValue));
        detail.put("devices", total());
        long waited = options.hold().toMillis() * MICROS_PER_MILLI;
        return new ShadowEvent(
                device,
                parts[1],
                ShadowEventKind.DRIFTED,
                row.version(),
                instant(row.since()),
                instant(row.since() + waited),
                waited,
                parts[2],
                detail.toString());
    }

    /** At the end of the period after that time. */
    private void look(Context context, long millis) {
        long period = Math.max(1_000, options.hold().toMillis() / 4);
        context.timerService().registerEventTimeTimer((millis / period + 1) * period);
    }

    private String majorityOf(int devices) throws Exception {
        for (Map.Entry<String, Integer> each : counts.entries()) {
            if (each.getValue() * 2L > devices && each.getValue() >= options.minDevices()) {
                return each.getKey();
            }
        }
        return null;
    }

    private void count(String value, int change) throws Exception {
        Integer before = counts.get(value);
        int after = (before == null ? 0 : before) + change;
        if (after == 0) {
            counts.remove(value);
        } else {
            counts.put(value, after);
        }
    }

    private int total() throws Exception {
        Integer known = total.value();
        return known == null ? 0 : known;
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
