package io.fleetstream.benchmarks.presence;

import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.benchmarks.flink.FlinkVariant;
import io.fleetstream.benchmarks.measure.Sample;
import io.fleetstream.jobs.anomaly.function.DeviceInput;
import io.fleetstream.jobs.anomaly.function.WatchDeviceFunction;
import io.fleetstream.jobs.anomaly.function.WatchOptions;
import io.fleetstream.jobs.anomaly.state.AnomalyStates;
import io.fleetstream.jobs.anomaly.state.ReferenceRow;
import io.fleetstream.jobs.anomaly.state.RuleRow;
import io.fleetstream.schemas.AlarmEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * The operator that watches devices, with one rule about presence, or state alone in its place; on
 * heap state, fed from memory, without checkpoints.
 */
public final class PresenceVariant extends FlinkVariant {
    /** Request: devices in the fleet. */
    static final String DEVICES = "devices";

    /** Request: {@link #STATE_ONLY}, {@link #PRESENCE} or {@link #STORM}. */
    static final String KIND = "kind";

    /** Request: file for what is found beside the sample. */
    static final String FINDINGS = "findings";

    static final String STATE_ONLY = "state-only";
    static final String PRESENCE = "presence";
    static final String STORM = "storm";

    private static final String RULE =
            "{rule: offline, presence: {severity: major, times: 3, interval: PT1M}}";

    static Schedule schedule(String kind, long devices, long messages) {
        return kind.equals(STORM) ? Schedule.storm(devices) : Schedule.even(devices, messages);
    }

    @Override
    protected void build(StreamExecutionEnvironment environment, Request request) {
        Schedule schedule =
                schedule(
                        request.text(KIND),
                        request.number(DEVICES),
                        request.number(Request.RECORDS));
        Findings.begin();
        environment.getCheckpointConfig().disableCheckpointing();
        KeyedStream<DeviceInput, String> inputs =
                environment
                        .fromSource(
                                new NumberSequenceSource(0, schedule.total() - 1),
                                WatermarkStrategy.noWatermarks(),
                                "numbers")
                        .uid("numbers")
                        .transform(
                                "send",
                                TypeInformation.of(DeviceInput.class),
                                new SendOperator(schedule))
                        .uid("send")
                        .keyBy(DeviceInput::getDeviceId, Types.STRING);
        SingleOutputStreamOperator<AlarmEvent> alarms =
                request.text(KIND).equals(STATE_ONLY)
                        ? inputs.process(new KeepLastFunction())
                        : watch(environment, inputs);
        alarms.returns(new AvroTypeInfo<>(AlarmEvent.class))
                .uid("watch")
                .name("watch")
                .transform("miss", new AvroTypeInfo<>(AlarmEvent.class), new MissOperator(schedule))
                .uid("miss")
                .sinkTo(new DiscardingSink<>())
                .uid("discard")
                .name("discard");
    }

    private static SingleOutputStreamOperator<AlarmEvent> watch(
            StreamExecutionEnvironment environment, KeyedStream<DeviceInput, String> inputs) {
        DataStream<ReferenceRow> rules =
                environment
                        .fromData(
                                TypeInformation.of(ReferenceRow.class),
                                ReferenceRow.of(new RuleRow("offline", 1, RULE)))
                        .uid("rules")
                        .name("rules");
        return inputs.connect(
                        rules.broadcast(
                                AnomalyStates.RULES, AnomalyStates.GONE, AnomalyStates.COHORTS))
                .process(new WatchDeviceFunction(WatchOptions.DEFAULT));
    }

    @Override
    protected Sample measured(Request request) {
        try {
            Findings.write(Path.of(request.text(FINDINGS)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return super.measured(request);
    }
}
