package io.fleetstream.jobs.shadow;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaRecordTypeInfo;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.shadow.bulk.DecodeBulkFunction;
import io.fleetstream.jobs.shadow.bulk.FanOutBulkFunction;
import io.fleetstream.jobs.shadow.bulk.SliceBulkFunction;
import io.fleetstream.jobs.shadow.bulk.Slices;
import io.fleetstream.jobs.shadow.command.CheckCommandFunction;
import io.fleetstream.jobs.shadow.command.SendCommandFunction;
import io.fleetstream.jobs.shadow.drift.DetectDriftFunction;
import io.fleetstream.jobs.shadow.drift.DriftOptions;
import io.fleetstream.jobs.shadow.drift.ObserveReportedFunction;
import io.fleetstream.jobs.shadow.function.DecodeDeviceFunction;
import io.fleetstream.jobs.shadow.state.BulkRow;
import io.fleetstream.jobs.shadow.state.BulkSlice;
import io.fleetstream.jobs.shadow.state.Observation;
import io.fleetstream.jobs.shadow.state.RowChange;
import io.fleetstream.schemas.ShadowEvent;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The part of the graph that knows the registry: bulk requests are fanned out to the devices' own
 * partitions, commands are led to their end, and, where it is switched on, devices are compared
 * with their cohort.
 */
final class FanOutTopology {
    private static final String DECODE_DEVICES = "decode-devices";
    private static final String DECODE_BULK = "decode-bulk";
    private static final String SLICE_BULK = "slice-bulk";
    private static final String FAN_OUT_BULK = "fan-out-bulk";
    private static final String CHECK_COMMAND = "check-command";
    private static final String SEND_COMMAND = "send-command";
    private static final String OBSERVE_REPORTED = "observe-reported";
    private static final String DETECT_DRIFT = "detect-drift";

    private final StreamExecutionEnvironment env;
    private final ShadowConfig config;

    private FanOutTopology(StreamExecutionEnvironment env, ShadowConfig config) {
        this.env = env;
        this.config = config;
    }

    /** Adds it to the graph of the job, whose documents it reads where drift is on. */
    static FanOutStreams apply(
            StreamExecutionEnvironment env,
            ShadowConfig config,
            ShadowSources sources,
            DataStream<KafkaRecord> status,
            DataStream<KafkaRecord> documents) {
        return new FanOutTopology(env, config).add(sources, status, documents);
    }

    private FanOutStreams add(
            ShadowSources sources,
            DataStream<KafkaRecord> status,
            DataStream<KafkaRecord> documents) {
        SingleOutputStreamOperator<RowChange> devices = devices(sources);
        SingleOutputStreamOperator<BulkRow> bulk = bulkRequests(sources);
        SingleOutputStreamOperator<KafkaRecord> checked = commands(sources, status);
        SingleOutputStreamOperator<KafkaRecord> sent = sendCommands(checked, devices);
        return new FanOutStreams(
                sent,
                fanOut(bulk, devices),
                sent.getSideOutput(SendCommandFunction.STATES),
                config.fanOut().drift().isOn()
                        ? Optional.of(drift(documents, devices))
                        : Optional.empty(),
                devices.getSideOutput(DeadLetters.TAG)
                        .union(
                                bulk.getSideOutput(DeadLetters.TAG),
                                checked.getSideOutput(DeadLetters.TAG),
                                sent.getSideOutput(DeadLetters.TAG)));
    }

    private SingleOutputStreamOperator<RowChange> devices(ShadowSources sources) {
        return named(
                read(sources.registry(), Tables.time(), "read-registry")
                        .union(read(sources.facts(), Tables.noTime(), "read-facts"))
                        .process(new DecodeDeviceFunction(config.kafka(), letters(DECODE_DEVICES)))
                        .returns(TypeInformation.of(RowChange.class)),
                DECODE_DEVICES);
    }

    private SingleOutputStreamOperator<BulkRow> bulkRequests(ShadowSources sources) {
        return named(
                read(sources.bulk(), Tables.noTime(), "read-bulk")
                        .process(
                                new DecodeBulkFunction(
                                        config.kafka(),
                                        config.limits().maxRequestBytes(),
                                        letters(DECODE_BULK)))
                        .returns(TypeInformation.of(BulkRow.class)),
                DECODE_BULK);
    }

    private DataStream<KafkaRecord> fanOut(
            DataStream<BulkRow> bulk, DataStream<RowChange> devices) {
        SingleOutputStreamOperator<BulkSlice> slices =
                named(
                        // one after the other, in the order of the topic
                        bulk.keyBy(request -> 0, Types.INT)
                                .process(new SliceBulkFunction(config.fanOut().bulkRetention()))
                                .returns(TypeInformation.of(BulkSlice.class)),
                        SLICE_BULK);
        return named(
                slices.keyBy(BulkSlice::slice, Types.INT)
                        .connect(devices.keyBy(Slices::of, Types.INT))
                        .process(new FanOutBulkFunction(config.fanOut().bulkRetention()))
                        .returns(KafkaRecordTypeInfo.INSTANCE),
                FAN_OUT_BULK);
    }

    private SingleOutputStreamOperator<KafkaRecord> commands(
            ShadowSources sources, DataStream<KafkaRecord> status) {
        return named(
                read(sources.commands(), ArrivalTime.strategy(config.idleAfter()), "read-commands")
                        .union(status)
                        .process(new CheckCommandFunction(letters(CHECK_COMMAND)))
                        .returns(KafkaRecordTypeInfo.INSTANCE),
                CHECK_COMMAND);
    }

    private SingleOutputStreamOperator<KafkaRecord> sendCommands(
            DataStream<KafkaRecord> commands, DataStream<RowChange> devices) {
        return named(
                commands.keyBy(FanOutTopology::device, Types.STRING)
                        .connect(
                                named(devices.filter(row -> !row.facts()), "registry-rows")
                                        .keyBy(RowChange::deviceId, Types.STRING))
                        .process(
                                new SendCommandFunction(
                                        config.fanOut().commands(), letters(SEND_COMMAND)))
                        .returns(KafkaRecordTypeInfo.INSTANCE),
                SEND_COMMAND);
    }

    private DataStream<ShadowEvent> drift(
            DataStream<KafkaRecord> documents, DataStream<RowChange> devices) {
        DriftOptions options = config.fanOut().drift();
        return named(
                named(
                                documents
                                        .keyBy(ObserveReportedFunction::device, Types.STRING)
                                        .connect(devices.keyBy(RowChange::deviceId, Types.STRING))
                                        .process(new ObserveReportedFunction(options))
                                        .returns(TypeInformation.of(Observation.class)),
                                OBSERVE_REPORTED)
                        .keyBy(Observation::subject, Types.STRING)
                        .process(new DetectDriftFunction(options))
                        .returns(new AvroTypeInfo<>(ShadowEvent.class)),
                DETECT_DRIFT);
    }

    private DataStream<KafkaRecord> read(
            Source<KafkaRecord, ?, ?> source, WatermarkStrategy<KafkaRecord> time, String uid) {
        return env.fromSource(source, time, uid).uid(uid);
    }

    private static String device(KafkaRecord record) {
        return new String(record.key(), StandardCharsets.UTF_8);
    }

    private static DeadLetters letters(String stage) {
        return new DeadLetters(ShadowTopology.JOB, stage);
    }

    private static <T> SingleOutputStreamOperator<T> named(
            SingleOutputStreamOperator<T> operator, String uid) {
        return operator.uid(uid).name(uid);
    }
}
