package io.fleetstream.jobs.archive;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.FleetMetrics;
import io.fleetstream.schemas.RecordHeaders;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.apache.flink.metrics.Counter;

/**
 * Passes over what a replay of the archive has fed back: its rows came from the archive and are
 * there. Counts them.
 */
final class NotReplayed extends RichFilterFunction<KafkaRecord> {
    private static final long serialVersionUID = 1L;

    private transient Counter replayed;

    @Override
    public void open(OpenContext context) {
        replayed = FleetMetrics.of(getRuntimeContext()).counter("replayed");
    }

    @Override
    public boolean filter(KafkaRecord record) {
        if (record.hasHeader(RecordHeaders.REPLAY_ID)) {
            replayed.inc();
            return false;
        }
        return true;
    }
}
