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

    /** Periods after which a table that is never silent has been read: ten minutes. */
    private static final int LONGEST_TABLE = 3_000;

    /** Periods after which alarms that are never silent have been read: half a minute. */
    private static final int LONGEST_BACKLOG = 150;

    private final int pause;
    private final int longest;
    private int periods;
    private int silent;

    private NoTime(int pause, int longest) {
        this.pause = pause;
        this.longest = longest;
    }

    /** Of a table that has to be known as a whole, such as the registry. */
    static WatermarkStrategy<KafkaRecord> strategy() {
        return WatermarkStrategy.forGenerator(context -> new NoTime(PAUSE, LONGEST_TABLE));
    }

    /**
     * Of a topic that may never be silent, such as the alarms of a great fleet: it would hold time
     * back for ever.
     */
    static WatermarkStrategy<KafkaRecord> busy() {
        return WatermarkStrategy.forGenerator(context -> new NoTime(PAUSE, LONGEST_BACKLOG));
    }

    /** Of a topic that is never silent, and of which nobody has to have read everything. */
    static WatermarkStrategy<KafkaRecord> never() {
        return WatermarkStrategy.forGenerator(context -> new NoTime(0, 0));
    }

    @Override
    public void onEvent(KafkaRecord record, long timestamp, WatermarkOutput output) {
        if (silent < pause) {
            silent = 0;
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        if (silent < pause && periods < longest) {
            silent++;
            periods++;
        } else {
            output.markIdle();
        }
    }
}
