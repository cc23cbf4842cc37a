package io.fleetstream.benchmarks.textbook;

import io.fleetstream.schemas.Device;
import io.fleetstream.schemas.DeviceModel;
import io.fleetstream.schemas.Metric;
import io.fleetstream.schemas.MetricSpec;
import io.fleetstream.schemas.Quality;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Drops what a device has said before, adds what registry and model know, judges the ranges. A
 * sequence number is remembered for thirty days.
 */
final class AdmitFunction
        extends KeyedBroadcastProcessFunction<String, Measurement, ReferenceData, Reading> {
    static final MapStateDescriptor<String, Device> REGISTRY =
            new MapStateDescriptor<>("registry", Types.STRING, new AvroTypeInfo<>(Device.class));
    static final MapStateDescriptor<String, DeviceModel> MODELS =
            new MapStateDescriptor<>("models", Types.STRING, new AvroTypeInfo<>(DeviceModel.class));

    private static final long serialVersionUID = 1L;

    private static final Duration REMEMBERED = Duration.ofDays(30);

    private transient MapState<Long, Boolean> seen;

    @Override
    public void open(OpenContext context) {
        MapStateDescriptor<Long, Boolean> descriptor =
                new MapStateDescriptor<>("seen", Types.LONG, Types.BOOLEAN);
        descriptor.enableTimeToLive(StateTtlConfig.newBuilder(REMEMBERED).build());
        seen = getRuntimeContext().getMapState(descriptor);
    }

    @Override
    public void processElement(
            Measurement measurement, ReadOnlyContext context, Collector<Reading> out)
            throws Exception {
        if (measurement.sequence != null) {
            if (seen.contains(measurement.sequence)) {
                return;
            }
            seen.put(measurement.sequence, true);
        }
        Device device = context.getBroadcastState(REGISTRY).get(measurement.deviceId);
        ReadOnlyBroadcastState<String, DeviceModel> models = context.getBroadcastState(MODELS);
        DeviceModel model = device == null ? null : models.get(device.getModel());
        out.collect(reading(measurement, device, model));
    }

    @Override
    public void processBroadcastElement(ReferenceData row, Context context, Collector<Reading> out)
            throws Exception {
        if (row.device != null) {
            context.getBroadcastState(REGISTRY).put(row.device.getDeviceId(), row.device);
        } else {
            context.getBroadcastState(MODELS).put(row.model.getModel(), row.model);
        }
    }

    private static Reading reading(Measurement measurement, Device device, DeviceModel model) {
        boolean timed = measurement.timeMicros != null;
        Instant receivedAt = instant(measurement.receivedAtMicros);
        Instant time = timed ? instant(measurement.timeMicros) : receivedAt;
        return Reading.newBuilder()
                .setDeviceId(measurement.deviceId)
                .setOrg(device == null ? measurement.org : device.getOrg())
                .setSite(device == null ? measurement.site : device.getSite())
                .setDeviceType(device == null ? measurement.deviceType : device.getDeviceType())
                .setModel(device == null ? null : device.getModel())
                .setFirmware(measurement.firmware)
                .setBootId(measurement.bootId)
                .setEventTime(time)
                .setDeviceTime(timed ? time : null)
                .setReceivedAt(receivedAt)
                .setTimeSource(timed ? TimeSource.DEVICE : TimeSource.ARRIVAL)
                .setSequence(measurement.sequence)
                .setMetrics(metrics(measurement.metrics, model))
                .setSourcePartition(measurement.partition)
                .setSourceOffset(measurement.offset)
                .setSourceIndex(0)
                .build();
    }

    private static List<Metric> metrics(List<MetricValue> values, DeviceModel model) {
        List<Metric> metrics = new ArrayList<>(values.size());
        for (MetricValue value : values) {
            MetricSpec spec = spec(model, value.name);
            metrics.add(
                    Metric.newBuilder()
                            .setName(value.name)
                            .setValue(value.value)
                            .setUnit(
                                    value.unit == null && spec != null
                                            ? spec.getUnit()
                                            : value.unit)
                            .setQuality(isInside(value.value, spec) ? Quality.GOOD : Quality.BAD)
                            .build());
        }
        return metrics;
    }

    private static MetricSpec spec(DeviceModel model, String name) {
        if (model != null) {
            for (MetricSpec spec : model.getMetrics()) {
                if (spec.getName().equals(name)) {
                    return spec;
                }
            }
        }
        return null;
    }

    private static boolean isInside(double value, MetricSpec spec) {
        return spec == null
                || ((spec.getMin() == null || value >= spec.getMin())
                        && (spec.getMax() == null || value <= spec.getMax()));
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
