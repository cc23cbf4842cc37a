package io.fleetstream.benchmarks.scale;

import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.benchmarks.flink.CountingDiscard;
import io.fleetstream.benchmarks.flink.FlinkVariant;
import io.fleetstream.benchmarks.measure.Sample;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.ingest.domain.admission.AdmissionSettings;
import io.fleetstream.jobs.ingest.domain.payload.Limits;
import io.fleetstream.jobs.ingest.function.AdmitMessageFunction;
import io.fleetstream.jobs.ingest.function.DeviceInput;
import io.fleetstream.jobs.ingest.function.ReferenceChange;
import io.fleetstream.jobs.ingest.state.IngestStates;
import io.fleetstream.schemas.Reading;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The stateful operator of ingest behind its shuffle, on heap state, fed from memory. Without
 * checkpoints: their cost follows the size of the state, not the messages.
 */
public final class FleetVariant extends FlinkVariant {
    /** Request: devices in the fleet. */
    static final String DEVICES = "devices";

    private static final int MILLIS = 1_000;

    @Override
    protected void build(StreamExecutionEnvironment environment, Request request) {
        long devices = request.number(DEVICES);
        long messages = request.number(Request.RECORDS);
        LiveHeap.start();
        environment.getCheckpointConfig().disableCheckpointing();
        DataStream<DeviceInput> inputs =
                numbers(environment, 2 * devices + messages, "numbers")
                        .map(new FleetInput(devices))
                        .returns(TypeInformation.of(DeviceInput.class))
                        .uid("fleet")
                        .name("fleet")
                        .assignTimestampsAndWatermarks(
                                WatermarkStrategy.<DeviceInput>forMonotonousTimestamps()
                                        .withTimestampAssigner((input, none) -> arrival(input)))
                        .uid("arrival")
                        .name("arrival");
        DataStream<ReferenceChange> none =
                numbers(environment, 1, "no-models")
                        .filter(number -> false)
                        .uid("none")
                        .name("none")
                        .map(number -> (ReferenceChange) null)
                        .returns(TypeInformation.of(ReferenceChange.class))
                        .uid("no-rows")
                        .name("no-rows");
        inputs.keyBy(DeviceInput::deviceId, Types.STRING)
                .connect(none.broadcast(IngestStates.MODELS, IngestStates.MANIFESTS))
                .process(
                        new AdmitMessageFunction(
                                AdmissionSettings.DEFAULT,
                                Limits.DEFAULT,
                                new DeadLetters("ingest", "admit-message")))
                .returns(new AvroTypeInfo<>(Reading.class))
                .uid("admit-message")
                .name("admit-message")
                .sinkTo(new CountingDiscard<>(devices + messages))
                .uid("discard")
                .name("discard");
    }

    @Override
    protected Sample measured(Request request) {
        Sample sample = super.measured(request);
        long devices = request.number(DEVICES);
        return sample.withRecords(sample.records() - devices);
    }

    private static DataStream<Long> numbers(
            StreamExecutionEnvironment environment, long count, String uid) {
        return environment
                .fromSource(
                        new NumberSequenceSource(0, count - 1),
                        WatermarkStrategy.noWatermarks(),
                        uid)
                .uid(uid);
    }

    private static long arrival(DeviceInput input) {
        return input.message() == null ? Long.MIN_VALUE : input.message().receivedAt() / MILLIS;
    }
}
