package io.fleetstream.jobs.rollout;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaRecordTypeInfo;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.rollout.function.CheckJobFunction;
import io.fleetstream.jobs.rollout.function.ExecuteJobFunction;
import io.fleetstream.jobs.rollout.function.JobOutputs;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The graph of the job: requests and effects are checked, keyed by device, and done; rollouts make
 * effects.
 */
public final class RolloutTopology {
    /** Name of the job. */
    public static final String JOB = "rollout";

    private static final String READ = "read-requests";
    private static final String CHECK = "check-job-request";
    private static final String EXECUTE = "execute-job";

    private RolloutTopology() {}

    /** The whole job, from sources to sinks. */
    public static void build(
            StreamExecutionEnvironment env,
            RolloutConfig config,
            RolloutSources sources,
            RolloutSinks sinks,
            CohortSources cohortSources,
            CohortSinks cohortSinks) {
        DataStream<KafkaRecord> requests = requests(env, config, sources);
        SingleOutputStreamOperator<KafkaRecord> checked = check(requests, config);
        SingleOutputStreamOperator<KafkaRecord> executed = execute(checked, config);
        CohortTopology.Streams rollouts =
                new CohortTopology(env, config)
                        .add(
                                cohortSources,
                                requests,
                                executed.getSideOutput(JobOutputs.EXECUTIONS));
        write(executed, sinks.downlink(), "write-downlink");
        write(
                executed.getSideOutput(JobOutputs.EXECUTIONS),
                sinks.executions(),
                "write-executions");
        write(
                executed.getSideOutput(JobOutputs.REQUESTS).union(rollouts.effects()),
                sinks.requests(),
                "write-requests");
        write(rollouts.decisions(), cohortSinks.control(), "write-control");
        write(rollouts.states(), cohortSinks.states(), "write-states");
        write(
                checked.getSideOutput(DeadLetters.TAG)
                        .union(executed.getSideOutput(DeadLetters.TAG), rollouts.deadLetters()),
                sinks.deadLetters(),
                "write-dead-letters");
    }

    private static DataStream<KafkaRecord> requests(
            StreamExecutionEnvironment env, RolloutConfig config, RolloutSources sources) {
        return env.fromSource(sources.requests(), ArrivalTime.strategy(config.idleAfter()), READ)
                .uid(READ);
    }

    private static SingleOutputStreamOperator<KafkaRecord> check(
            DataStream<KafkaRecord> requests, RolloutConfig config) {
        return requests.process(
                        new CheckJobFunction(
                                config.artifacts().given(), new DeadLetters(JOB, CHECK)))
                .returns(KafkaRecordTypeInfo.INSTANCE)
                .uid(CHECK)
                .name(CHECK);
    }

    private static SingleOutputStreamOperator<KafkaRecord> execute(
            DataStream<KafkaRecord> checked, RolloutConfig config) {
        return checked.keyBy(RolloutTopology::device, Types.STRING)
                .process(
                        new ExecuteJobFunction(
                                config.limits(),
                                config.rememberedEffects(),
                                config.events(),
                                config.artifacts(),
                                new DeadLetters(JOB, EXECUTE)))
                .returns(KafkaRecordTypeInfo.INSTANCE)
                .uid(EXECUTE)
                .name(EXECUTE);
    }

    private static String device(KafkaRecord record) {
        return new String(record.key(), StandardCharsets.UTF_8);
    }

    private static <T> void write(DataStream<T> stream, Sink<T> sink, String uid) {
        stream.sinkTo(sink).uid(uid).name(uid);
    }
}
