package io.fleetstream.jobs.rollout;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaRecordTypeInfo;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.rollout.function.ChooseCohortFunction;
import io.fleetstream.jobs.rollout.function.ControlRolloutFunction;
import io.fleetstream.jobs.rollout.function.DecodeControlFunction;
import io.fleetstream.jobs.rollout.function.DecodeFleetFunction;
import io.fleetstream.jobs.rollout.function.DecodeProgressFunction;
import io.fleetstream.jobs.rollout.function.ExecutionStepsFunction;
import io.fleetstream.jobs.rollout.function.FleetInput;
import io.fleetstream.jobs.rollout.function.MakeTicksFunction;
import io.fleetstream.jobs.rollout.function.ScanDevicesOperator;
import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.JobExecution;
import io.fleetstream.schemas.RolloutControl;
import io.fleetstream.schemas.RolloutState;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The rollouts' part of the graph: devices choose their cohorts by the log of control, and
 * controllers write decisions into it. Its only loops go through Kafka.
 */
final class CohortTopology {
    private static final String DECODE_CONTROL = "decode-control";
    private static final String MAKE_TICKS = "make-ticks";
    private static final String DECODE_PROGRESS = "decode-alarm-progress";
    private static final String DECODE_FLEET = "decode-fleet";
    private static final String SEE_ENDS = "see-ends";
    private static final String CHOOSE_COHORT = "choose-cohort";
    private static final String CONTROL_ROLLOUT = "control-rollout";
    private static final TypeInformation<RolloutControl> CONTROL =
            new AvroTypeInfo<>(RolloutControl.class);

    private final StreamExecutionEnvironment env;
    private final RolloutConfig config;

    CohortTopology(StreamExecutionEnvironment env, RolloutConfig config) {
        this.env = env;
        this.config = config;
    }

    /**
     * What comes of it.
     *
     * @param effects for the logs of devices
     * @param decisions for the log of control
     * @param states where rollouts stand
     * @param deadLetters what cannot be read
     */
    record Streams(
            DataStream<KafkaRecord> effects,
            DataStream<RolloutControl> decisions,
            DataStream<RolloutState> states,
            DataStream<DeadLetter> deadLetters) {}

    /**
     * Adds it.
     *
     * @param requests all of {@code jobs.requests}, with its heartbeats
     * @param executions every version of every execution
     */
    Streams add(
            CohortSources sources,
            DataStream<KafkaRecord> requests,
            DataStream<JobExecution> executions) {
        SingleOutputStreamOperator<RolloutControl> control =
                named(
                        read(sources.control(), "read-control")
                                .process(
                                        new DecodeControlFunction(
                                                config.kafka(),
                                                config.artifacts().given(),
                                                letters(DECODE_CONTROL)))
                                .returns(CONTROL)
                                // one partition, one order
                                .setParallelism(1),
                        DECODE_CONTROL);
        SingleOutputStreamOperator<RolloutControl> ticks =
                named(requests.process(new MakeTicksFunction()).returns(CONTROL), MAKE_TICKS);
        SingleOutputStreamOperator<RolloutControl> progress =
                named(
                        env.fromSource(sources.progress(), NoTime.never(), "read-alarm-progress")
                                .uid("read-alarm-progress")
                                .setParallelism(1)
                                .process(new DecodeProgressFunction(letters(DECODE_PROGRESS)))
                                .returns(CONTROL)
                                .setParallelism(1),
                        DECODE_PROGRESS);
        SingleOutputStreamOperator<FleetInput> fleet =
                named(
                        read(sources.registry(), "read-registry")
                                .union(
                                        read(sources.facts(), "read-facts"),
                                        read(sources.alarms(), NoTime.busy(), "read-alarms"))
                                .process(
                                        new DecodeFleetFunction(
                                                config.kafka(), letters(DECODE_FLEET)))
                                .returns(TypeInformation.of(FleetInput.class)),
                        DECODE_FLEET);
        SingleOutputStreamOperator<FleetInput> ends =
                named(
                        executions
                                .flatMap(new ExecutionStepsFunction())
                                .returns(TypeInformation.of(FleetInput.class)),
                        SEE_ENDS);
        SingleOutputStreamOperator<KafkaRecord> effects =
                named(
                        fleet.union(ends)
                                .keyBy(FleetInput::deviceId, Types.STRING)
                                .connect(control.union(ticks, progress).broadcast())
                                .transform(
                                        CHOOSE_COHORT,
                                        KafkaRecordTypeInfo.INSTANCE,
                                        new ScanDevicesOperator(new ChooseCohortFunction())),
                        CHOOSE_COHORT);
        SingleOutputStreamOperator<RolloutControl> decisions =
                named(
                        control.keyBy(RolloutControl::getRolloutId, Types.STRING)
                                .connect(
                                        effects.getSideOutput(ChooseCohortFunction.REPORTS)
                                                .keyBy(report -> report.rolloutId(), Types.STRING))
                                .process(new ControlRolloutFunction(config.lateness().toMillis()))
                                .returns(CONTROL),
                        CONTROL_ROLLOUT);
        return new Streams(
                effects,
                decisions,
                decisions.getSideOutput(ControlRolloutFunction.STATES),
                control.getSideOutput(DeadLetters.TAG)
                        .union(
                                fleet.getSideOutput(DeadLetters.TAG),
                                progress.getSideOutput(DeadLetters.TAG)));
    }

    private DataStream<KafkaRecord> read(Source<KafkaRecord, ?, ?> source, String uid) {
        return read(source, NoTime.strategy(), uid);
    }

    private DataStream<KafkaRecord> read(
            Source<KafkaRecord, ?, ?> source, WatermarkStrategy<KafkaRecord> time, String uid) {
        return env.fromSource(source, time, uid).uid(uid);
    }

    private DeadLetters letters(String uid) {
        return new DeadLetters(RolloutTopology.JOB, uid);
    }

    private static <T> SingleOutputStreamOperator<T> named(
            SingleOutputStreamOperator<T> stream, String uid) {
        return stream.uid(uid).name(uid);
    }
}
