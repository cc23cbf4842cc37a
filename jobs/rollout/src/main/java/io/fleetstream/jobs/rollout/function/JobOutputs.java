package io.fleetstream.jobs.rollout.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaRecordTypeInfo;
import io.fleetstream.schemas.JobExecution;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.util.OutputTag;

/** Side outputs of {@link ExecuteJobFunction}. */
public final class JobOutputs {
    /** Every version of every execution. */
    public static final OutputTag<JobExecution> EXECUTIONS =
            new OutputTag<>("executions", new AvroTypeInfo<>(JobExecution.class));

    /** What timers bring about, for the log of the device. */
    public static final OutputTag<KafkaRecord> REQUESTS =
            new OutputTag<>("requests", KafkaRecordTypeInfo.INSTANCE);

    private JobOutputs() {}
}
