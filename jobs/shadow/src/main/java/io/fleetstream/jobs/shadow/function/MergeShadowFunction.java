package io.fleetstream.jobs.shadow.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.Arrival;
import io.fleetstream.jobs.common.Downlinks;
import io.fleetstream.jobs.shadow.domain.Answer;
import io.fleetstream.jobs.shadow.domain.Change;
import io.fleetstream.jobs.shadow.domain.Outcome;
import io.fleetstream.jobs.shadow.domain.Pending;
import io.fleetstream.jobs.shadow.domain.ShadowEngine;
import io.fleetstream.jobs.shadow.domain.ShadowLimits;
import io.fleetstream.jobs.shadow.domain.ShadowRequest;
import io.fleetstream.jobs.shadow.domain.Unverified;
import io.fleetstream.jobs.shadow.domain.WriterRoles;
import io.fleetstream.jobs.shadow.domain.beyond.Extensions;
import io.fleetstream.jobs.shadow.domain.beyond.Extras;
import io.fleetstream.jobs.shadow.domain.beyond.Notice;
import io.fleetstream.jobs.shadow.state.ShadowStates;
import io.fleetstream.schemas.ShadowEventKind;
import io.fleetstream.schemas.Topics;
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
    private final Extensions extensions;

    private transient ShadowEngine engine;
    private transient Pending pending;
    private transient MapState<String, byte[]> shadows;
    private transient DocumentRecords documents;
    private transient ShadowMetrics metrics;
    private transient ShadowMemory memory;
    private transient Resending resending;

    /** An operator without extensions. */
    public MergeShadowFunction(ShadowLimits limits, WriterRoles roles, Duration stuckAfter) {
        this(limits, roles, stuckAfter, Extensions.NONE);
    }

    /**
     * An operator.
     *
     * @param stuckAfter how long something desired may wait to be reported before an event tells;
     *     zero for no such events
     */
    public MergeShadowFunction(
            ShadowLimits limits, WriterRoles roles, Duration stuckAfter, Extensions extensions) {
        this.limits = limits;
        this.roles = roles;
        this.stuckAfter = stuckAfter;
        this.extensions = extensions;
    }

    @Override
    public void open(OpenContext context) {
        engine = new ShadowEngine(limits, roles, Unverified.DEFAULT, extensions);
        pending = new Pending(stuckAfter.toNanos() / MICROS_PER_MILLI);
        shadows = getRuntimeContext().getMapState(ShadowStates.SHADOWS);
        documents = new DocumentRecords();
        metrics = new ShadowMetrics(getRuntimeContext());
        memory = new ShadowMemory(getRuntimeContext(), extensions);
        resending = new Resending(extensions.resend(), engine, metrics);
    }

    @Override
    public void processElement(KafkaRecord record, Context context, Collector<KafkaRecord> out)
            throws Exception {
        if (resending.isOn() && record.topic().equals(Topics.DEVICE_STATUS)) {
            status(record, context, out);
            return;
        }
        ShadowRequest request = Requests.of(record, extensions);
        if (memory.isRepeated(record, request)) {
            metrics.countRepeated();
            return;
        }
        String name = request.topic().name();
        byte[] stored = shadows.get(name);
        Extras extras = memory.of(name);
        if (deadline(stored, extras) <= request.receivedAt()) {
            stored = tellStuck(context, name, stored, extras);
        }
        if (extras != null && stored != null && engine.isForgotten(stored, request.receivedAt())) {
            extras = new Extras(extensions, name);
        }
        Outcome outcome = engine.handle(stored, request, extras);
        metrics.count(outcome);
        String device = context.getCurrentKey();
        for (Answer answer : outcome.answers()) {
            out.collect(Downlinks.record(device, answer.topic(), answer.payload()));
        }
        if (outcome.change() != null) {
            shadows.put(name, outcome.stored());
            context.output(
                    ShadowOutputs.DOCUMENTS, documents.record(name, outcome.change(), record));
            if (outcome.change().deleted()) {
                wakeToForget(context, engine.forgottenAt(outcome.stored()));
            }
            wakeToTell(context, deadline(outcome.stored(), extras));
            if (extras != null) {
                remember(context, request, outcome.change(), extras);
            }
            if (outcome.reached() != Outcome.NOT_NOW) {
                context.output(
                        ShadowOutputs.EVENTS,
                        ShadowRecords.event(
                                device,
                                name,
                                ShadowEventKind.REACHED,
                                outcome.change().version(),
                                outcome.change().updatedAt() - outcome.reached(),
                                outcome.change().updatedAt()));
            }
        }
    }

    private void remember(Context context, ShadowRequest request, Change change, Extras extras)
            throws Exception {
        String name = request.topic().name();
        memory.put(name, extras, change.updatedAt());
        for (Notice notice : extras.notices()) {
            context.output(
                    ShadowOutputs.EVENTS,
                    ShadowRecords.event(context.getCurrentKey(), name, notice, change.version()));
        }
        if (request.properties().ttlMicros() > 0) {
            wakeAt(context, change.updatedAt() + request.properties().ttlMicros());
        }
    }

    private void status(KafkaRecord record, Context context, Collector<KafkaRecord> out)
            throws Exception {
        boolean online = StatusMessages.isOnline(record.value()).orElse(false);
        long now = Arrival.micros(record);
        for (Map.Entry<String, byte[]> shadow : copyOf(shadows)) {
            String name = shadow.getKey();
            Extras extras = memory.of(name);
            resending.status(
                    online, context.getCurrentKey(), name, shadow.getValue(), extras, now, out);
            memory.put(name, extras, now);
            wakeToResend(context, extras);
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
            } else {
                long deadline = deadline(shadow.getValue(), memory.of(shadow.getKey()));
                if (deadline <= now) {
                    late.add(shadow.getKey());
                } else {
                    // the timer may be of a time with shorter settings
                    wakeToForget(context, engine.forgottenAt(shadow.getValue()));
                    wakeToTell(context, deadline);
                }
            }
        }
        for (String name : forgotten) {
            // not by the iterator, which on the heap leaves an empty map behind
            shadows.remove(name);
            memory.remove(name);
        }
        for (String name : late) {
            tellStuck(context, name, shadows.get(name), memory.of(name));
        }
        for (String name : memory.names()) {
            Extras extras = memory.of(name);
            if (extras != null) {
                appendExpiries(context, name, extras, timestamp);
                if (isDue(extras.resend().nextAt(), timestamp)) {
                    resending.send(
                            context.getCurrentKey(), name, shadows.get(name), extras, now, out);
                    memory.put(name, extras, now);
                    wakeToResend(context, extras);
                }
            }
        }
    }

    /** The values stay until the request has come back in its place in the log. */
    private void appendExpiries(Context context, String name, Extras extras, long timestamp) {
        for (long end : extras.ends()) {
            if (timerOf(end) == timestamp) {
                metrics.countExpiry();
                context.output(
                        ShadowOutputs.REQUESTS,
                        Expiries.request(context.getCurrentKey(), name, end, extras.expiry(end)));
            }
        }
    }

    private long deadline(byte[] stored, Extras extras) {
        return pending.deadline(stored, extras == null ? 0 : extras.deadline());
    }

    private byte[] tellStuck(Context context, String name, byte[] stored, Extras extras)
            throws Exception {
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
                        deadline(stored, extras)));
        return told;
    }

    private static void wakeToForget(Context context, long forgottenAt) {
        if (forgottenAt != Long.MAX_VALUE) {
            long at = forgottenAt / MICROS_PER_MILLI + SLACK_MILLIS;
            // all tombstones of an hour go with one timer
            long hour = (at / SLACK_MILLIS + 1) * SLACK_MILLIS;
            context.timerService().registerEventTimeTimer(hour);
        }
    }

    private static void wakeToTell(Context context, long deadline) {
        if (deadline != Long.MAX_VALUE) {
            wakeAt(context, deadline);
        }
    }

    private static void wakeToResend(Context context, Extras extras) {
        if (extras.resend().nextAt() != 0) {
            wakeAt(context, extras.resend().nextAt());
        }
    }

    private static void wakeAt(Context context, long micros) {
        context.timerService().registerEventTimeTimer(timerOf(micros));
    }

    private static boolean isDue(long micros, long timestamp) {
        return micros != 0 && timerOf(micros) <= timestamp;
    }

    private static long timerOf(long micros) {
        return micros / MICROS_PER_MILLI + 1;
    }

    private static List<Map.Entry<String, byte[]>> copyOf(MapState<String, byte[]> shadows)
            throws Exception {
        List<Map.Entry<String, byte[]>> copy = new ArrayList<>();
        shadows.entries().forEach(entry -> copy.add(Map.entry(entry.getKey(), entry.getValue())));
        return copy;
    }
}
