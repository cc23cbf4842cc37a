package io.fleetstream.jobs.shadow.bulk;

import io.fleetstream.jobs.shadow.state.RowChange;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Tells how old the rows are that are being read: for every row that is older than all of the last
 * half second, when it was written, in microseconds since the epoch. No state.
 */
public final class RegistryPulseFunction extends ProcessFunction<RowChange, Long> {
    private static final long serialVersionUID = 1L;
    private static final long PERIOD_MILLIS = 500;

    private transient long periodEnd;
    private transient long oldest;

    @Override
    public void processElement(RowChange row, Context context, Collector<Long> out) {
        if (row.updatedAt() == 0) {
            // nobody knows when a row went
            return;
        }
        long now = context.timerService().currentProcessingTime();
        if (now >= periodEnd || row.updatedAt() < oldest) {
            periodEnd = now >= periodEnd ? now + PERIOD_MILLIS : periodEnd;
            oldest = row.updatedAt();
            out.collect(oldest);
        }
    }
}
