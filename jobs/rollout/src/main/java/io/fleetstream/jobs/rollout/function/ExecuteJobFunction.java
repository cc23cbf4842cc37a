package io.fleetstream.jobs.rollout.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.DeadLetters;
import io.fleetstream.jobs.common.Downlinks;
import io.fleetstream.jobs.rollout.domain.job.ArtifactSettings;
import io.fleetstream.jobs.rollout.domain.job.Change;
import io.fleetstream.jobs.rollout.domain.job.Effect;
import io.fleetstream.jobs.rollout.domain.job.EffectCodec;
import io.fleetstream.jobs.rollout.domain.job.EffectIds;
import io.fleetstream.jobs.rollout.domain.job.JobEngine;
import io.fleetstream.jobs.rollout.domain.job.JobEvents;
import io.fleetstream.jobs.rollout.domain.job.JobLimits;
import io.fleetstream.jobs.rollout.domain.job.JobRequest;
import io.fleetstream.jobs.rollout.domain.job.JobTopic;
import io.fleetstream.jobs.rollout.domain.job.Message;
import io.fleetstream.jobs.rollout.domain.job.Outcome;
import io.fleetstream.jobs.rollout.domain.job.Unverified;
import io.fleetstream.jobs.rollout.state.JobStates;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.RecordHeaders;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps the executions of a device: answers its requests and does what rollouts want, both in the
 * order of the device's partition. Main output: messages for the device; side outputs: {@link
 * JobOutputs}, and dead letters for what a full queue has no place for.
 *
 * <p>"Now" is the arrival of the record, so a replay repeats every byte. A timer that ends changes
 * nothing by itself: it makes a record for the partition, and the record does.
 */
public final class ExecuteJobFunction
        extends KeyedProcessFunction<String, KafkaRecord, KafkaRecord> {
    private static final long serialVersionUID = 1L;
    private static final byte[] EMPTY = {};
    private static final int MOST_DIGITS = 9;

    private final JobLimits limits;
    private final int rememberedEffects;
    private final JobEvents events;
    private final ArtifactSettings artifacts;
    private final DeadLetters deadLetters;

    private transient JobEngine engine;
    private transient EffectIds ids;
    private transient ValueState<byte[]> queue;
    private transient ValueState<byte[]> done;
    private transient DeviceTimer timer;
    private transient JobMetrics metrics;

    /**
     * An operator.
     *
     * @param rememberedEffects ids of effects that are known of each device
     * @param artifacts which addresses documents get
     * @param deadLetters who signs them
     */
    public ExecuteJobFunction(
            JobLimits limits,
            int rememberedEffects,
            JobEvents events,
            ArtifactSettings artifacts,
            DeadLetters deadLetters) {
        this.limits = limits;
        this.rememberedEffects = rememberedEffects;
        this.events = events;
        this.artifacts = artifacts;
        this.deadLetters = deadLetters;
    }

    @Override
    public void open(OpenContext context) throws IOException {
        engine = new JobEngine(limits, Unverified.DEFAULT, events, artifacts.open());
        ids = new EffectIds(rememberedEffects);
        queue = getRuntimeContext().getState(JobStates.QUEUE);
        done = getRuntimeContext().getState(JobStates.EFFECT_IDS);
        timer = new DeviceTimer(getRuntimeContext());
        metrics = new JobMetrics(getRuntimeContext());
    }

    @Override
    public void processElement(KafkaRecord record, Context context, Collector<KafkaRecord> out)
            throws Exception {
        Outcome outcome =
                EffectRecords.isEffect(record) ? effect(record, context) : request(record);
        if (outcome == null) {
            return;
        }
        String device = context.getCurrentKey();
        if (outcome.changed()) {
            queue.update(outcome.stored());
        }
        for (Message message : outcome.messages()) {
            out.collect(Downlinks.record(device, message.topic(), message.payload()));
        }
        for (Change change : outcome.changes()) {
            metrics.count(change);
            context.output(JobOutputs.EXECUTIONS, ExecutionRecords.of(device, change, record));
        }
        if (outcome.dueAt() != 0) {
            timer.ringBy(DeviceTimer.after(outcome.dueAt()), context.timerService());
        }
    }

    private Outcome request(KafkaRecord record) throws IOException {
        JobRequest request =
                new JobRequest(
                        record.header(RecordHeaders.MQTT_TOPIC)
                                .flatMap(JobTopic::parse)
                                .orElseThrow(
                                        () -> new IllegalStateException("unchecked " + record)),
                        record.value() == null ? EMPTY : record.value(),
                        EffectRecords.arrival(record),
                        inFlight(record),
                        record.hasHeader(RecordHeaders.TRUNCATED_FROM));
        Outcome outcome = engine.request(queue.value(), request);
        metrics.countRequest(outcome.error());
        return outcome;
    }

    /** What comes of it; null if it was done already. */
    private Outcome effect(KafkaRecord record, Context context) throws IOException {
        Optional<String> id = record.header(RecordHeaders.EFFECT_ID);
        byte[] known = done.value();
        byte[] next = id.isEmpty() ? known : ids.next(known, id.get());
        if (id.isPresent() && next == null) {
            metrics.countRepeated();
            return null;
        }
        Effect effect = EffectCodec.of(record.value());
        Outcome outcome =
                engine.effect(
                        queue.value(),
                        context.getCurrentKey(),
                        effect,
                        EffectRecords.arrival(record));
        metrics.countEffect();
        if (outcome.overflow()) {
            // not remembered: sent again, it may find a place
            metrics.countOverflow();
            context.output(
                    DeadLetters.TAG,
                    deadLetters
                            .builder(record, ReasonCode.RATE_LIMITED, "the device's queue is full")
                            .setDeviceId(context.getCurrentKey())
                            .build());
        } else if (id.isPresent()) {
            done.update(next);
        }
        return outcome;
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<KafkaRecord> out)
            throws Exception {
        timer.rings();
        long due = JobEngine.dueAt(queue.value());
        if (due == 0) {
            return;
        }
        if (DeviceTimer.after(due) > timestamp) {
            timer.ringBy(DeviceTimer.after(due), context.timerService());
            return;
        }
        metrics.countTick();
        context.output(JobOutputs.REQUESTS, EffectRecords.tick(context.getCurrentKey(), due));
    }

    private static int inFlight(KafkaRecord record) {
        String text = record.header(RecordHeaders.IN_FLIGHT).orElse("");
        if (text.isEmpty() || text.length() > MOST_DIGITS) {
            return 0;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return 0;
            }
        }
        return Integer.parseInt(text);
    }
}
