package io.fleetstream.jobs.ingest;

import io.fleetstream.connectors.kafka.KafkaRecord;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * Holds time back while a table is read for the first time, and takes no part in it from the first
 * pause on. Idle rather than at the end of time: while messages pause, too, the end of time would
 * be the only time there is.
 */
final class IdleOnceRead implements WatermarkGenerator<KafkaRecord> {
    /** Periods without a record that are a pause; a period is 200 ms unless configured. */
    static final int PERIODS = 25;

    private int silent;

    @Override
    public void onEvent(KafkaRecord record, long timestamp, WatermarkOutput output) {
        if (silent < PERIODS) {
            silent = 0;
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        if (silent < PERIODS) {
            silent++;
        }
        if (silent == PERIODS) {
            output.markIdle();
        }
    }
}
