package io.fleetstream.jobs.anomaly.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.Arrival;
import io.fleetstream.jobs.common.StatusMessages;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Reads what devices and their last wills say of being online. What says nothing of that is left to
 * the job timescale, which makes a dead letter of it. No state.
 */
public final class DecodeStatusFunction extends ProcessFunction<KafkaRecord, DeviceInput> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(KafkaRecord record, Context context, Collector<DeviceInput> out) {
        record.keyText()
                .ifPresent(
                        device ->
                                StatusMessages.isOnline(record.value())
                                        .ifPresent(
                                                online ->
                                                        out.collect(
                                                                DeviceInputs.status(
                                                                        device,
                                                                        online,
                                                                        Arrival.of(record)
                                                                                .toEpochMilli()))));
    }
}
