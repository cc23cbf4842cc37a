package io.fleetstream.jobs.shadow;

import io.fleetstream.connectors.kafka.KafkaRecord;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * For records that tell no time: timers go by the requests alone, and a topic that is silent for
 * hours does not hold them back.
 */
final class NoTime implements WatermarkGenerator<KafkaRecord> {
    private NoTime() {}

    static WatermarkStrategy<KafkaRecord> strategy() {
        return WatermarkStrategy.forGenerator(context -> new NoTime());
    }

    @Override
    public void onEvent(KafkaRecord record, long kafkaTime, WatermarkOutput output) {
        output.markIdle();
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        output.markIdle();
    }
}
