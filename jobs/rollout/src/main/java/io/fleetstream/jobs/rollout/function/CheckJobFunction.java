package io.fleetstream.jobs.rollout.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.common.FleetMetrics;
import io.fleetstream.jobs.rollout.domain.job.ArtifactLinks;
import io.fleetstream.jobs.rollout.domain.job.Effect;
import io.fleetstream.jobs.rollout.domain.job.EffectCodec;
import io.fleetstream.jobs.rollout.domain.job.JobTopic;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.RecordHeaders;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Passes on requests that can be answered, and effects that can be done. A request with no topic of
 * a thing's jobs has no topic for an answer, and one under another key than its thing stands in a
 * partition where its order means nothing: these become dead letters, and so do effects that are
 * none or want addresses of artifacts where there are none. Heartbeats carry the time, and what we
 * say ourselves comes by for others: both go no further.
 */
public final class CheckJobFunction extends ProcessFunction<KafkaRecord, KafkaRecord> {
    private static final long serialVersionUID = 1L;

    private final boolean hasArtifacts;
    private final DeadLetters deadLetters;

    private transient Counter refused;
    private transient Counter answers;

    /**
     * An operator.
     *
     * @param hasArtifacts whether documents may ask for addresses of artifacts
     * @param deadLetters who signs them
     */
    public CheckJobFunction(boolean hasArtifacts, DeadLetters deadLetters) {
        this.hasArtifacts = hasArtifacts;
        this.deadLetters = deadLetters;
    }

    @Override
    public void open(OpenContext context) {
        FleetMetrics metrics = FleetMetrics.of(getRuntimeContext());
        refused = metrics.counter("deadLetters");
        answers = metrics.counter("ownAnswers");
    }

    @Override
    public void processElement(KafkaRecord record, Context context, Collector<KafkaRecord> out) {
        if (record.hasHeader(RecordHeaders.HEARTBEAT)) {
            return;
        }
        if (EffectRecords.isEffect(record)) {
            effect(record, context, out);
        } else {
            request(record, context, out);
        }
    }

    private void effect(KafkaRecord record, Context context, Collector<KafkaRecord> out) {
        if (record.keyText().filter(JobTopic::isThing).isEmpty()) {
            refuse(record, context, ReasonCode.DEVICE_MISMATCH, "the key is no thing's name");
            return;
        }
        Effect effect;
        try {
            effect = EffectCodec.of(record.value());
        } catch (IllegalArgumentException e) {
            refuse(record, context, ReasonCode.UNREADABLE_RECORD, e.getMessage());
            return;
        }
        String wrong =
                effect instanceof Effect.Queue queue
                        ? ArtifactLinks.wrong(queue.document(), hasArtifacts)
                        : "";
        if (wrong.isEmpty()) {
            out.collect(record);
        } else {
            refuse(record, context, ReasonCode.WRONG_TYPE, wrong);
        }
    }

    private void request(KafkaRecord record, Context context, Collector<KafkaRecord> out) {
        Optional<JobTopic> topic = record.header(RecordHeaders.MQTT_TOPIC).flatMap(JobTopic::parse);
        if (topic.isEmpty()) {
            refuse(record, context, ReasonCode.UNKNOWN_TOPIC, "no topic of a job request");
        } else if (!record.keyText().equals(Optional.of(topic.get().thing()))) {
            refuse(record, context, ReasonCode.DEVICE_MISMATCH, "the key is not the thing's name");
        } else if (topic.get().isAnswer()) {
            answers.inc();
        } else {
            out.collect(record);
        }
    }

    private void refuse(KafkaRecord record, Context context, ReasonCode reason, String message) {
        refused.inc();
        context.output(
                DeadLetters.TAG,
                deadLetters
                        .builder(record, reason, message)
                        .setDeviceId(record.keyText().filter(JobTopic::isThing).orElse(null))
                        .build());
    }
}
