package io.fleetstream.jobs.notify;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.notify.domain.Subject;
import io.fleetstream.jobs.notify.domain.Target;
import io.fleetstream.jobs.notify.function.DeliverFunction;
import io.fleetstream.jobs.notify.function.SelectFunction;
import io.fleetstream.schemas.DeadLetter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The graph of the job: a chain for every target, each with one subtask, so that its limit of
 * requests and the order of what it is told hold whatever the parallelism.
 */
public final class NotifyTopology {
    /** Name of the job. */
    public static final String JOB = "notify";

    private static final Duration SLACK = Duration.ofMinutes(1);

    /**
     * An operator that waits for room waits with its checkpoints, too: what is too much has to end
     * before Flink's own limit does.
     */
    private static final int ROOM = 1_000;

    private NotifyTopology() {}

    /** The whole job, from sources to sink. */
    public static void build(
            StreamExecutionEnvironment env,
            NotifyConfig config,
            NotifySources sources,
            Sink<DeadLetter> deadLetters) {
        DataStream<DeadLetter> all = null;
        for (Target target : config.targets()) {
            DataStream<DeadLetter> letters = tell(env, config, target, target.subject(), sources);
            all = all == null ? letters : all.union(letters);
        }
        all.sinkTo(deadLetters).uid("write-dead-letters").name("write-dead-letters");
    }

    private static <T extends SpecificRecord> DataStream<DeadLetter> tell(
            StreamExecutionEnvironment env,
            NotifyConfig config,
            Target target,
            Subject<T> subject,
            NotifySources sources) {
        String read = "read-" + subject.name() + "-" + target.name();
        String select = "select-" + subject.name() + "-" + target.name();
        String deliver = "deliver-" + target.name();
        SingleOutputStreamOperator<KafkaRecord> selected =
                env.fromSource(sources.records(target), WatermarkStrategy.noWatermarks(), read)
                        .setParallelism(1)
                        .uid(read)
                        .process(
                                new SelectFunction<>(
                                        config.kafka(), subject, new DeadLetters(JOB, select)))
                        .returns(TypeInformation.of(KafkaRecord.class))
                        .setParallelism(1)
                        .uid(select)
                        .name(select);
        DataStream<DeadLetter> undelivered =
                AsyncDataStream.unorderedWait(
                                selected,
                                new DeliverFunction<>(
                                        target,
                                        subject,
                                        config.capacity(),
                                        config.kafka(),
                                        new DeadLetters(JOB, deliver)),
                                longest(target.pace()).toMillis(),
                                TimeUnit.MILLISECONDS,
                                config.capacity() + ROOM)
                        .returns(new AvroTypeInfo<>(DeadLetter.class))
                        .setParallelism(1)
                        .uid(deliver)
                        .name(deliver);
        return undelivered.union(selected.getSideOutput(DeadLetters.TAG));
    }

    /** Every delivery ends before that by itself. */
    private static Duration longest(Target.Pace pace) {
        return pace.giveUpAfter().plus(pace.timeout().multipliedBy(2)).plus(SLACK);
    }
}
