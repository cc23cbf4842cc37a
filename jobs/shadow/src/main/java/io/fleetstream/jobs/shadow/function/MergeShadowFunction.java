package io.fleetstream.jobs.shadow.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.Downlinks;
import io.fleetstream.jobs.shadow.domain.Answer;
import io.fleetstream.jobs.shadow.domain.Outcome;
import io.fleetstream.jobs.shadow.domain.Pending;
import io.fleetstream.jobs.shadow.domain.ShadowEngine;
import io.fleetstream.jobs.shadow.domain.ShadowLimits;
import io.fleetstream.jobs.shadow.domain.ShadowRequest;
import io.fleetstream.jobs.shadow.domain.Unverified;
import io.fleetstream.jobs.shadow.domain.WriterRoles;
import io.fleetstream.jobs.shadow.state.ShadowStates;
import io.fleetstream.schemas.ShadowEventKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Answers the requests of a device, in the order of its partition. Main output: messages for the
 * device; side outputs: {@link ShadowOutputs}.
 *
 * <p>"Now" is the arrival of the request, so a replay repeats every byte. Whatever a deadline has
 * brought about by then is done before the request; timers, in arrival time, do it for devices that
 * are silent. A tombstone is dropped an hour after it stopped to count, so that no request can tell
 * whether the timer was early or late.
 */
public final class MergeShadowFunction
        extends KeyedProcessFunction<String, KafkaRecord, KafkaRecord> {
    private static final long serialVersionUID = 1L;
    private static final long MICROS_PER_MILLI = 1_000L;
    private static final long SLACK_MILLIS = Duration.ofHours(1).toMillis();

    private final ShadowLimits limits;
    private final WriterRoles roles;
    private final Duration stuckAfter;

    private transient ShadowEngine engine;
    private transient Pending pending;
    private transient MapState<String, byte[]> shadows;
    private transient DocumentRecords documents;
    private transient ShadowMetrics metrics;

    /**
     * An operator.
     *
     * @param stuckAfter how long something desired may wait to be reported before an event tells;
     *     zero for no such events
     */
    public MergeShadowFunction(ShadowLimits limits, WriterRoles roles, Duration stuckAfter) {
        this.limits = limits;
        this.roles = roles;
        this.stuckAfter = stuckAfter;
    }

    @Override
    public void open(OpenContext context) {
        engine = new ShadowEngine(limits, roles, Unverified.DEFAULT);
        pending = new Pending(stuckAfter.toNanos() / MICROS_PER_MILLI);
        shadows = getRuntimeContext().getMapState(ShadowStates.SHADOWS);
        documents = new DocumentRecords();
        metrics = new ShadowMetrics(getRuntimeContext());
    }

    @Override
    public void processElement(KafkaRecord record, Context context, Collector<KafkaRecord> out)
            throws Exception {
        ShadowRequest request = Requests.of(record);
        String name = request.topic().name();
        byte[] stored = shadows.get(name);
        if (pending.deadline(stored) <= request.receivedAt()) {
            stored = tellStuck(context, name, stored);
        }
        Outcome outcome = engine.handle(stored, request);
        metrics.count(outcome);
        String device = context.getCurrentKey();
        for (Answer answer : outcome.answers()) {
            out.collect(Downlinks.record(device, answer.topic(), answer.payload()));
        }
        if (outcome.change() != null) {
            shadows.put(name, outcome.stored());
            context.output(
                    ShadowOutputs.DOCUMENTS,
                    documents.record(name, outcome.change(), record));
            wakeFor(context, outcome);
            if (outcome.reached() != Outcome.NOT_NOW) {
                context.output(
                        ShadowOutputs.EVENTS,
                        ShadowRecords.event(
                                device,
                                name,
                                ShadowEventKind.REACHED,
                                outcome.change().version(),
                                request.receivedAt() - outcome.reached(),
                                request.receivedAt()));
            }
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<KafkaRecord> out)
            throws Exception {
        long now = timestamp * MICROS_PER_MILLI;
        long slack = SLACK_MILLIS * MICROS_PER_MILLI;
        List<String> forgotten = new ArrayList<>();
        List<String> late = new ArrayList<>();
        for (Map.Entry<String, byte[]> shadow : shadows.entries()) {
            if (engine.isForgotten(shadow.getValue(), now - slack)) {
                forgotten.add(shadow.getKey());
            } else if (pending.deadline(shadow.getValue()) <= now) {
                late.add(shadow.getKey());
            }
        }
        for (String name : forgotten) {
            // not by the iterator, which on the heap leaves an empty map behind
            shadows.remove(name);
        }
        for (String name : late) {
            tellStuck(context, name, shadows.get(name));
        }
    }

    private byte[] tellStuck(Context context, String name, byte[] stored) throws Exception {
        byte[] told = pending.told(stored);
        shadows.put(name, told);
        context.output(
                ShadowOutputs.EVENTS,
                ShadowRecords.event(
                        context.getCurrentKey(),
                        name,
                        ShadowEventKind.STUCK,
                        pending.version(stored),
                        pending.since(stored),
                        pending.deadline(stored)));
        return told;
    }

    private void wakeFor(Context context, Outcome outcome) {
        if (outcome.change().deleted()) {
            long dead = outcome.change().updatedAt() / MICROS_PER_MILLI;
            long at = dead + limits.tombstoneRetention().toMillis() + SLACK_MILLIS;
            // all tombstones of an hour go with one timer
            long hour = (at / SLACK_MILLIS + 1) * SLACK_MILLIS;
            context.timerService().registerEventTimeTimer(hour);
        }
        long deadline = pending.deadline(outcome.stored());
        if (deadline != Long.MAX_VALUE) {
            context.timerService().registerEventTimeTimer(deadline / MICROS_PER_MILLI + 1);
        }
    }
}
