package io.fleetstream.jobs.anomaly;

import io.fleetstream.connectors.kafka.KafkaRecord;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * The part that topics without heartbeats have in arrival time: none. Idle rather than at the end
 * of time: while the others pause, too, the end of time would be the only time there is.
 */
final class Tables implements WatermarkGenerator<KafkaRecord> {
    /** Periods without a record after which a table has been read; one is 200 ms by default. */
    private static final int PAUSE = 25;

    private final int pause;
    private int silent;

    private Tables(int pause) {
        this.pause = pause;
    }

    /**
     * Of rules and the registry: holds time back while they are read for the first time, so that
     * nothing falls due without a rule that is still to come.
     */
    static WatermarkStrategy<KafkaRecord> time() {
        return WatermarkStrategy.forGenerator(context -> new Tables(PAUSE));
    }

    /** Of status messages and commands. */
    static WatermarkStrategy<KafkaRecord> noTime() {
        return WatermarkStrategy.forGenerator(context -> new Tables(0));
    }

    @Override
    public void onEvent(KafkaRecord record, long timestamp, WatermarkOutput output) {
        if (silent < pause) {
            silent = 0;
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        if (silent < pause) {
            silent++;
        }
        if (silent == pause) {
            output.markIdle();
        }
    }
}
