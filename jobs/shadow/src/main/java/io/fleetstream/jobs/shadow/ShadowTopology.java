package io.fleetstream.jobs.shadow;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaRecordTypeInfo;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.shadow.function.CheckRequestFunction;
import io.fleetstream.jobs.shadow.function.CheckStatusFunction;
import io.fleetstream.jobs.shadow.function.MergeShadowFunction;
import io.fleetstream.jobs.shadow.function.MergeShadowOperator;
import io.fleetstream.jobs.shadow.function.ShadowOutputs;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The graph of the job: requests are checked, keyed by device, and answered. */
public final class ShadowTopology {
    /** Name of the job. */
    public static final String JOB = "shadow";

    private static final String READ = "read-requests";
    private static final String CHECK = "check-request";
    private static final String READ_STATUS = "read-status";
    private static final String CHECK_STATUS = "check-status";
    private static final String MERGE = "merge-shadow";

    private ShadowTopology() {}

    /** The whole job, from source to sinks. */
    public static void build(
            StreamExecutionEnvironment env,
            ShadowConfig config,
            ShadowSources sources,
            ShadowSinks sinks) {
        DataStream<KafkaRecord> status =
                env.fromSource(sources.status(), Tables.noTime(), READ_STATUS).uid(READ_STATUS);
        SingleOutputStreamOperator<KafkaRecord> checked = check(env, config, sources.requests());
        SingleOutputStreamOperator<KafkaRecord> downlink =
                merge(config, withStatus(config, checked, status));
        DataStream<KafkaRecord> documents = downlink.getSideOutput(ShadowOutputs.DOCUMENTS);
        FanOutStreams fanOut = FanOutTopology.apply(env, config, sources, status, documents);
        write(downlink.union(fanOut.downlink()), sinks.downlink(), "write-downlink");
        write(documents, sinks.documents(), "write-documents");
        write(
                fanOut.eventsWith(downlink.getSideOutput(ShadowOutputs.EVENTS)),
                sinks.events(),
                "write-events");
        write(
                downlink.getSideOutput(ShadowOutputs.REQUESTS).union(fanOut.requests()),
                sinks.requests(),
                "write-requests");
        write(fanOut.commandStates(), sinks.commandStates(), "write-command-states");
        write(
                checked.getSideOutput(DeadLetters.TAG).union(fanOut.deadLetters()),
                sinks.deadLetters(),
                "write-dead-letters");
    }

    /** Shadows alone, without bulk requests and commands: what only requests can bring about. */
    public static void buildShadows(
            StreamExecutionEnvironment env,
            ShadowConfig config,
            Source<KafkaRecord, ?, ?> requests,
            ShadowSinks sinks) {
        SingleOutputStreamOperator<KafkaRecord> checked = check(env, config, requests);
        SingleOutputStreamOperator<KafkaRecord> downlink = merge(config, checked);
        write(downlink, sinks.downlink(), "write-downlink");
        write(
                downlink.getSideOutput(ShadowOutputs.DOCUMENTS),
                sinks.documents(),
                "write-documents");
        write(downlink.getSideOutput(ShadowOutputs.EVENTS), sinks.events(), "write-events");
        write(downlink.getSideOutput(ShadowOutputs.REQUESTS), sinks.requests(), "write-requests");
        write(checked.getSideOutput(DeadLetters.TAG), sinks.deadLetters(), "write-dead-letters");
    }

    private static SingleOutputStreamOperator<KafkaRecord> check(
            StreamExecutionEnvironment env,
            ShadowConfig config,
            Source<KafkaRecord, ?, ?> requests) {
        return env.fromSource(requests, ArrivalTime.strategy(config.idleAfter()), READ)
                .uid(READ)
                .process(new CheckRequestFunction(new DeadLetters(JOB, CHECK)))
                .returns(KafkaRecordTypeInfo.INSTANCE)
                .uid(CHECK)
                .name(CHECK);
    }

    private static SingleOutputStreamOperator<KafkaRecord> merge(
            ShadowConfig config, DataStream<KafkaRecord> requests) {
        return requests.keyBy(ShadowTopology::device, Types.STRING)
                .transform(
                        MERGE,
                        KafkaRecordTypeInfo.INSTANCE,
                        new MergeShadowOperator(
                                new MergeShadowFunction(
                                        config.limits(),
                                        config.roles(),
                                        config.stuckAfter(),
                                        config.extensions())))
                .uid(MERGE)
                .name(MERGE);
    }

    /** Status messages come in only where deltas are sent again. */
    private static DataStream<KafkaRecord> withStatus(
            ShadowConfig config, DataStream<KafkaRecord> requests, DataStream<KafkaRecord> status) {
        if (!config.extensions().resend().isOn()) {
            return requests;
        }
        return requests.union(
                status.process(new CheckStatusFunction())
                        .returns(KafkaRecordTypeInfo.INSTANCE)
                        .uid(CHECK_STATUS)
                        .name(CHECK_STATUS));
    }

    private static String device(KafkaRecord record) {
        return new String(record.key(), StandardCharsets.UTF_8);
    }

    private static <T> void write(DataStream<T> stream, Sink<T> sink, String uid) {
        stream.sinkTo(sink).uid(uid).name(uid);
    }
}
