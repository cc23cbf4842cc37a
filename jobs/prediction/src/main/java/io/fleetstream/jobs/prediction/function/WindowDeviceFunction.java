package io.fleetstream.jobs.prediction.function;

import io.fleetstream.connectors.confluent.ReadingBytes;
import io.fleetstream.connectors.confluent.ReadingReader;
import io.fleetstream.connectors.confluent.ReadingView;
import io.fleetstream.jobs.common.FleetMetrics;
import io.fleetstream.jobs.prediction.domain.model.ModelException;
import io.fleetstream.jobs.prediction.domain.model.ModelSpec;
import io.fleetstream.jobs.prediction.domain.model.ModelSpecReader;
import io.fleetstream.jobs.prediction.domain.window.DeviceWindow;
import io.fleetstream.jobs.prediction.state.ModelRow;
import io.fleetstream.jobs.prediction.state.PredictionStates;
import io.fleetstream.schemas.DeviceTraits;
import io.fleetstream.schemas.Quality;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Slides windows over the readings of each device, one for every model that picks it, and sends
 * those that are due on to {@link ScoreWindowsOperator}; and, before any window of it, every model.
 * Keyed by device; models by broadcast. State: {@link PredictionStates#WINDOWS}. No timers.
 */
public final class WindowDeviceFunction
        extends KeyedBroadcastProcessFunction<String, ReadingBytes, ModelRow, ScoreInput> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(WindowDeviceFunction.class);

    private final double alertOver;

    private transient MapState<String, byte[]> windows;
    private transient ReadingReader readings;
    private transient ModelSpecReader specs;
    private transient Map<String, ModelSpec> models;
    private transient Counter windowsDue;
    private transient Counter late;

    /**
     * A function.
     *
     * @param alertOver probability of alarms where a definition says nothing
     */
    public WindowDeviceFunction(double alertOver) {
        this.alertOver = alertOver;
    }

    @Override
    public void open(OpenContext context) {
        windows = getRuntimeContext().getMapState(PredictionStates.WINDOWS);
        readings = new ReadingReader();
        specs = new ModelSpecReader(alertOver);
        FleetMetrics metrics = FleetMetrics.of(getRuntimeContext());
        windowsDue = metrics.counter("windows");
        late = metrics.counter("late");
    }

    @Override
    public void processElement(
            ReadingBytes bytes, ReadOnlyContext context, Collector<ScoreInput> out)
            throws Exception {
        useModels(context.getBroadcastState(PredictionStates.MODELS), out);
        if (models.isEmpty()) {
            return;
        }
        ReadingView reading = readings.read(bytes);
        DeviceTraits traits = traits(reading);
        Map<String, Double> values = values(reading);
        long millis = Math.floorDiv(reading.eventTime(), TimeUnit.MILLISECONDS.toMicros(1));
        for (ModelSpec spec : models.values()) {
            if (spec.devices().matches(traits)) {
                slide(spec, traits, millis, values, out);
            }
        }
    }

    private void slide(
            ModelSpec spec,
            DeviceTraits device,
            long millis,
            Map<String, Double> values,
            Collector<ScoreInput> out)
            throws Exception {
        byte[] stored = windows.get(spec.id());
        DeviceWindow window =
                stored == null ? new DeviceWindow(spec) : DeviceWindow.fromBytes(spec, stored);
        switch (window.take(millis, values)) {
            case LATE -> {
                late.inc();
                return;
            }
            case FULL -> {
                windowsDue.inc();
                Place place = new Place(device.org(), device.site(), device.type(), device.model());
                out.collect(
                        ScoreInput.window(
                                device.deviceId(), place, spec.id(), millis, window.features()));
            }
            case KEPT -> {
                // nothing to score yet
            }
        }
        windows.put(spec.id(), window.toBytes());
    }

    @Override
    public void processBroadcastElement(ModelRow row, Context context, Collector<ScoreInput> out)
            throws Exception {
        BroadcastState<String, ModelRow> rows = context.getBroadcastState(PredictionStates.MODELS);
        useModels(rows, out);
        ModelRow before = rows.get(row.getId());
        if (row.deletes()) {
            if (before != null) {
                rows.remove(row.getId());
                withdraw(models.remove(row.getId()), context, out);
                out.collect(ScoreInput.of(row));
            }
        } else if (before == null || before.getVersion() < row.getVersion()) {
            rows.put(row.getId(), row);
            use(row, out);
        }
    }

    /** Of every device that the model has scored. */
    private static void withdraw(ModelSpec spec, Context context, Collector<ScoreInput> out)
            throws Exception {
        if (spec == null) {
            return;
        }
        context.applyToKeyedState(
                PredictionStates.WINDOWS,
                (String device, MapState<String, byte[]> state) -> {
                    byte[] stored = state.get(spec.id());
                    if (stored != null) {
                        long scoredAt = DeviceWindow.fromBytes(spec, stored).scoredAt();
                        if (scoredAt != DeviceWindow.NEVER) {
                            out.collect(ScoreInput.withdrawal(device, spec.id(), scoredAt));
                        }
                        state.remove(spec.id());
                    }
                });
    }

    /** After a start models are in state alone, and the operator that scores knows none. */
    private void useModels(ReadOnlyBroadcastState<String, ModelRow> rows, Collector<ScoreInput> out)
            throws Exception {
        if (models != null) {
            return;
        }
        models = new TreeMap<>();
        for (Map.Entry<String, ModelRow> one : rows.immutableEntries()) {
            use(one.getValue(), out);
        }
    }

    /** Models come here tried; one that cannot be read was stored by another release. */
    private void use(ModelRow row, Collector<ScoreInput> out) {
        try {
            models.put(row.getId(), specs.read(row.getDefinition()));
            out.collect(ScoreInput.of(row));
        } catch (ModelException e) {
            LOG.warn("Model {} version {} cannot be used", row.getId(), row.getVersion(), e);
        }
    }

    /** A value of quality BAD is not to be believed, and is no value. */
    private static Map<String, Double> values(ReadingView reading) {
        Map<String, Double> values = new HashMap<>();
        for (int metric = 0; metric < reading.metrics(); metric++) {
            if (reading.quality(metric) != Quality.BAD) {
                values.put(reading.name(metric), reading.value(metric));
            }
        }
        return values;
    }

    private static DeviceTraits traits(ReadingView reading) {
        return new DeviceTraits(
                reading.deviceId(),
                reading.org(),
                reading.site(),
                reading.deviceType(),
                reading.model(),
                null,
                null,
                reading.firmware(),
                Map.of());
    }
}
