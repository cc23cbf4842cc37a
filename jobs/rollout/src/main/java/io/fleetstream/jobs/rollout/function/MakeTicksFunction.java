package io.fleetstream.jobs.rollout.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.Arrival;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.RolloutControl;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Tells once a minute of arrival time how late it is, so that maintenance windows begin though
 * nothing happens: a step of no rollout, of no kind. No state.
 */
public final class MakeTicksFunction extends ProcessFunction<KafkaRecord, RolloutControl> {
    private static final long serialVersionUID = 1L;

    private transient Instant told;

    @Override
    public void processElement(KafkaRecord record, Context context, Collector<RolloutControl> out) {
        if (!record.hasHeader(RecordHeaders.HEARTBEAT)) {
            return;
        }
        Instant minute = Arrival.of(record).truncatedTo(ChronoUnit.MINUTES);
        if (told == null || minute.isAfter(told)) {
            told = minute;
            out.collect(Ticks.time(minute));
        }
    }
}
