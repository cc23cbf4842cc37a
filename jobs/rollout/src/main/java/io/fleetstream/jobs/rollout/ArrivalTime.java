package io.fleetstream.jobs.rollout;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.Arrival;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * The time of the job's timers: at every emission the arrival of the request or heartbeat read
 * last. A header that claims a later time than Kafka's own does not set the clock forward.
 */
final class ArrivalTime implements WatermarkGenerator<KafkaRecord> {
    private KafkaRecord last;
    private long latest = Long.MIN_VALUE;

    private ArrivalTime() {}

    /** A partition without records for that time does not hold the others back. */
    static WatermarkStrategy<KafkaRecord> strategy(Duration idleAfter) {
        return WatermarkStrategy.<KafkaRecord>forGenerator(context -> new ArrivalTime())
                .withIdleness(idleAfter);
    }

    @Override
    public void onEvent(KafkaRecord record, long kafkaTime, WatermarkOutput output) {
        last = record;
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        if (last != null) {
            long millis = Arrival.of(last).toEpochMilli();
            long time = last.timestamp() > 0 ? Math.min(millis, last.timestamp()) : millis;
            latest = Math.max(latest, time);
            last = null;
            // another request may have arrived in the same millisecond
            output.emitWatermark(new Watermark(latest - 1));
        }
    }
}
