package io.fleetstream.jobs.common;

import io.fleetstream.connectors.kafka.Heartbeat;
import io.fleetstream.connectors.kafka.PartitionCount;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Makes heartbeats of watermarks, one into every partition each time arrival time has gone on by a
 * second; elements say nothing. Must run alone and behind all subtasks whose records the heartbeats
 * are to follow: its watermark is then the least of theirs.
 *
 * <p>A heartbeat says the watermark less the slack: records that were handed to a producer may
 * still lie in its buffer when the heartbeat overtakes them. The end of time, which a drained job
 * reaches, is not told. No state: after a restart the first watermark is told again.
 */
public final class EmitHeartbeatsOperator extends AbstractStreamOperator<Heartbeat>
        implements OneInputStreamOperator<Long, Heartbeat> {
    private static final long serialVersionUID = 1L;
    private static final long APART_MILLIS = 1_000;

    private final PartitionCount partitions;
    private final long slackMillis;
    private transient int count;
    private transient long last;
    private transient Counter heartbeats;

    /**
     * Into all partitions of a topic.
     *
     * @param slack how far heartbeats stay behind the watermark
     */
    public EmitHeartbeatsOperator(PartitionCount partitions, Duration slack) {
        this.partitions = partitions;
        this.slackMillis = slack.toMillis();
    }

    @Override
    public void open() throws Exception {
        super.open();
        count = partitions.count();
        last = Long.MIN_VALUE;
        heartbeats = FleetMetrics.of(getRuntimeContext()).counter("heartbeats");
    }

    @Override
    public void processElement(StreamRecord<Long> element) {}

    @Override
    public void processWatermark(Watermark watermark) throws Exception {
        if (isDue(watermark.getTimestamp())) {
            last = watermark.getTimestamp();
            long receivedAt = TimeUnit.MILLISECONDS.toMicros(last - slackMillis);
            for (int partition = 0; partition < count; partition++) {
                output.collect(new StreamRecord<>(new Heartbeat(partition, receivedAt)));
            }
            heartbeats.inc(count);
        }
        super.processWatermark(watermark);
    }

    /** Compared so that neither the beginning nor the end of time overflows. */
    private boolean isDue(long millis) {
        return millis >= slackMillis
                && millis != Watermark.MAX_WATERMARK.getTimestamp()
                && (last == Long.MIN_VALUE || millis - last >= APART_MILLIS);
    }
}
