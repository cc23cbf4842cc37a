package io.fleetstream.jobs.rollout.function;

import io.fleetstream.connectors.kafka.Heartbeats;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.Arrival;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.RolloutControl;
import java.time.Instant;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Reads from the heartbeats of {@code alarm.progress} how far alarms have been judged, as a step of
 * no rollout. A header that claims a later time than Kafka's own tells Kafka's. What is no
 * heartbeat goes to {@link DeadLetters#TAG}. No state.
 */
public final class DecodeProgressFunction extends ProcessFunction<KafkaRecord, RolloutControl> {
    private static final long serialVersionUID = 1L;

    private final DeadLetters letters;

    /** Signs dead letters so. */
    public DecodeProgressFunction(DeadLetters letters) {
        this.letters = letters;
    }

    @Override
    public void processElement(KafkaRecord record, Context context, Collector<RolloutControl> out) {
        if (!Heartbeats.is(record) || Heartbeats.receivedAtMicros(record) == Heartbeats.NONE) {
            context.output(
                    DeadLetters.TAG,
                    letters.deadLetter(
                            record, ReasonCode.UNREADABLE_RECORD, "no heartbeat with its time"));
            return;
        }
        Instant to = Arrival.of(record);
        Instant written = Instant.ofEpochMilli(record.timestamp());
        out.collect(Ticks.judged(record.timestamp() > 0 && written.isBefore(to) ? written : to));
    }
}
