package io.fleetstream.jobs.rollout;

import io.fleetstream.connectors.kafka.KafkaRecord;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * The part that topics without heartbeats have in arrival time: none, once they have been read.
 * Idle rather than at the end of time: while the others pause, too, the end of time would be the
 * only time there is.
 */
final class NoTime implements WatermarkGenerator<KafkaRecord> {
    /** Periods without a record after which a topic has been read; one is 200 ms by default. */
    private static final int PAUSE = 25;

    private int silent;

    private NoTime() {}

    static WatermarkStrategy<KafkaRecord> strategy() {
        return WatermarkStrategy.forGenerator(context -> new NoTime());
    }

    @Override
    public void onEvent(KafkaRecord record, long timestamp, WatermarkOutput output) {
        if (silent < PAUSE) {
            silent = 0;
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        if (silent < PAUSE) {
            silent++;
        } else {
            output.markIdle();
        }
    }
}
