package io.fleetstream.jobs.ingest;

import io.fleetstream.connectors.kafka.KafkaRecord;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * Time as the messages of a partition carry it: at every emission the arrival of the one read last,
 * never going back. Only that one is looked into, because most of them are read between two
 * emissions and their headers would cost more than all of their checks.
 */
final class ArrivalWatermarks implements WatermarkGenerator<KafkaRecord> {
    private KafkaRecord last;
    private long latest = Long.MIN_VALUE;

    @Override
    public void onEvent(KafkaRecord record, long kafkaTime, WatermarkOutput output) {
        last = record;
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        if (last != null) {
            latest = Math.max(latest, ArrivalTime.millis(last));
            last = null;
            // another message may have arrived in the same millisecond
            output.emitWatermark(new Watermark(latest - 1));
        }
    }
}
