package io.fleetstream.jobs.anomaly;

import io.fleetstream.connectors.kafka.Heartbeats;
import io.fleetstream.connectors.kafka.KafkaRecord;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * The time of the job's timers: arrival, as ingest's heartbeats carry it into every partition. A
 * partition without any for some time does not hold it back.
 */
final class ArrivalTime implements WatermarkGenerator<KafkaRecord> {
    private KafkaRecord last;
    private long latest = Long.MIN_VALUE;

    private ArrivalTime() {}

    static WatermarkStrategy<KafkaRecord> ofReadings(Duration idleAfter) {
        return WatermarkStrategy.<KafkaRecord>forGenerator(context -> new ArrivalTime())
                .withIdleness(idleAfter);
    }

    /** Of many heartbeats between two emissions the last one is looked into. */
    @Override
    public void onEvent(KafkaRecord record, long kafkaTime, WatermarkOutput output) {
        if (Heartbeats.is(record)) {
            last = record;
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        if (last != null) {
            long arrival = Heartbeats.receivedAtMicros(last);
            if (arrival != Heartbeats.NONE) {
                latest = Math.max(latest, TimeUnit.MICROSECONDS.toMillis(arrival));
                // another reading may have arrived in the same millisecond
                output.emitWatermark(new Watermark(latest - 1));
            }
            last = null;
        }
    }
}
