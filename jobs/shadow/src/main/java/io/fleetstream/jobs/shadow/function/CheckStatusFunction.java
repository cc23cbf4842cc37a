package io.fleetstream.jobs.shadow.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.StatusMessages;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Passes on status messages of devices that say something, for {@link MergeShadowFunction}. */
public final class CheckStatusFunction extends ProcessFunction<KafkaRecord, KafkaRecord> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(KafkaRecord record, Context context, Collector<KafkaRecord> out) {
        if (record.key() != null && StatusMessages.isOnline(record.value()).isPresent()) {
            out.collect(record);
        }
    }
}
