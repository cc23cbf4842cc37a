package io.fleetstream.jobs.ingest.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.ingest.domain.Micros;
import io.fleetstream.jobs.ingest.domain.RawMessage;
import io.fleetstream.jobs.ingest.domain.admission.Refusal;
import io.fleetstream.schemas.Reading;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Where the outcomes of one input go.
 *
 * @param readings main output
 * @param sides side outputs
 * @param deadLetters makes dead letters
 * @param reader reads what is refused again
 */
record Outlet(
        Collector<Reading> readings, SideOutputs sides, DeadLetters deadLetters, RawReader reader) {

    <T> void side(OutputTag<T> tag, T value) {
        sides.output(tag, value);
    }

    /** A dead letter with the bytes as they came; a replayed one stands where it stood first. */
    void refuse(String deviceId, KafkaRecord raw, Refusal refusal) {
        RawMessage message = reader.raw(raw);
        sides.output(
                DeadLetters.TAG,
                deadLetters
                        .builder(raw, refusal.reason(), refusal.message())
                        .setPath(refusal.path())
                        .setDeviceId(deviceId)
                        .setReceivedAt(Micros.instant(message.receivedAt()))
                        .setSourcePartition(message.partition())
                        .setSourceOffset(message.offset())
                        .setSourceIndex(reader.sourceIndex(raw, refusal.index()))
                        .build());
    }
}
