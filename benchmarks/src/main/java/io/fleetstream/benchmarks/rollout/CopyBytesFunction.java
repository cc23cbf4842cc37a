package io.fleetstream.benchmarks.rollout;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaRecordTypeInfo;
import io.fleetstream.jobs.common.Downlinks;
import java.util.Arrays;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** The floor: gets a value, puts another of the size of a queue, and emits as many bytes. */
final class CopyBytesFunction extends KeyedProcessFunction<String, KafkaRecord, KafkaRecord> {
    static final OutputTag<KafkaRecord> EXECUTIONS =
            new OutputTag<>("executions", KafkaRecordTypeInfo.INSTANCE);

    private static final long serialVersionUID = 1L;

    // A queue of one execution with its document.
    private static final int STATE_BYTES = 160;

    private final double messages;
    private final int messageBytes;
    private final int executionBytes;

    private transient ValueState<byte[]> value;
    private transient byte[] template;
    private transient double owed;

    /**
     * The floor.
     *
     * @param moved what the job writes for those records
     */
    CopyBytesFunction(Moved moved, long records) {
        this.messages = (double) moved.messages() / records;
        this.messageBytes = (int) (moved.messageBytes() / moved.messages());
        this.executionBytes = (int) (moved.executionBytes() / records);
    }

    @Override
    public void open(OpenContext context) {
        value =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "value",
                                        PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        template = new byte[Math.max(STATE_BYTES, Math.max(messageBytes, executionBytes))];
    }

    @Override
    public void processElement(KafkaRecord record, Context context, Collector<KafkaRecord> out)
            throws Exception {
        String device = context.getCurrentKey();
        byte[] old = value.value();
        value.update(Arrays.copyOf(old == null ? template : old, STATE_BYTES));
        for (owed += messages; owed >= 1; owed--) {
            out.collect(
                    Downlinks.record(
                            device,
                            "$aws/things/" + device + "/jobs/notify",
                            Arrays.copyOf(template, messageBytes)));
        }
        context.output(
                EXECUTIONS, Downlinks.record(device, "", Arrays.copyOf(template, executionBytes)));
    }
}
