package io.fleetstream.jobs.shadow.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.Arrival;
import io.fleetstream.jobs.common.Downlinks;
import io.fleetstream.jobs.common.StatusMessages;
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
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Answers the requests of a device, in the order of its partition. Main output: messages for the
 * device; side outputs: {@link ShadowOutputs}.
 *
 * <p>"Now" is the arrival of the request, so a replay repeats every byte. Whatever a deadline has
 * brought about by then is done before the request; timers, in arrival time, do it for devices that
 * are silent. A tombstone counts for its time to the microsecond, for whatever request; its entry
 * is dropped an hour later, so that requests which are behind arrival time by less find it still.
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
    private transient DeviceTimer timer;

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
        timer = new DeviceTimer(getRuntimeContext());
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
        Extras extras = memory.of(name, stored);
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
                timer.ringBy(toForget(outcome.stored()), context.timerService());
            }
            timer.ringBy(next(outcome.stored(), extras, 0), context.timerService());
            if (extras != null) {
                remember(context, name, outcome.change(), extras);
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

    /** What decides when timers ring, as text; a job goes on with these timers under the same. */
    String waitingSettings() {
        return "stuck-after=%s ttl=%s deadlines=%s resend=%s"
                .formatted(
                        stuckAfter,
                        extensions.timeToLive(),
                        extensions.deadlines(),
                        extensions.resend().isOn());
    }

    /** Whether a shadow may wait for anything but being forgotten. */
    boolean mayWait() {
        return !stuckAfter.isZero()
                || extensions.timeToLive()
                || extensions.deadlines()
                || extensions.resend().isOn();
    }

    /** Sets the timer of the present device for what its shadows wait for under these settings. */
    void look(TimerService timers) throws Exception {
        for (Map.Entry<String, byte[]> shadow : shadows.entries()) {
            byte[] stored = shadow.getValue();
            timer.ringBy(next(stored, memory.of(shadow.getKey(), stored), 0), timers);
        }
    }

    private void remember(Context context, String name, Change change, Extras extras)
            throws Exception {
        memory.put(name, extras, change.updatedAt(), change.version());
        for (Notice notice : extras.notices()) {
            context.output(
                    ShadowOutputs.EVENTS,
                    ShadowRecords.event(context.getCurrentKey(), name, notice, change.version()));
        }
    }

    private void status(KafkaRecord record, Context context, Collector<KafkaRecord> out)
            throws Exception {
        boolean online = StatusMessages.isOnline(record.value()).orElse(false);
        long now = Arrival.micros(record);
        for (Map.Entry<String, byte[]> shadow : copyOf(shadows)) {
            String name = shadow.getKey();
            byte[] stored = shadow.getValue();
            Extras extras = memory.of(name, stored);
            resending.status(online, context.getCurrentKey(), name, stored, extras, now, out);
            memory.put(name, extras, now, Pending.version(stored));
            timer.ringBy(next(stored, extras, 0), context.timerService());
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<KafkaRecord> out)
            throws Exception {
        timer.rings();
        for (Map.Entry<String, byte[]> shadow : copyOf(shadows)) {
            ring(context, shadow.getKey(), shadow.getValue(), timestamp, out);
        }
    }

    private void ring(
            OnTimerContext context,
            String name,
            byte[] shadow,
            long timestamp,
            Collector<KafkaRecord> out)
            throws Exception {
        long now = timestamp * MICROS_PER_MILLI;
        if (engine.isForgotten(shadow, now - SLACK_MILLIS * MICROS_PER_MILLI)) {
            shadows.remove(name);
            memory.remove(name);
            return;
        }
        Extras extras = memory.of(name, shadow);
        byte[] stored =
                deadline(shadow, extras) <= now ? tellStuck(context, name, shadow, extras) : shadow;
        if (extras != null) {
            appendExpiries(context, name, extras, timestamp);
            if (isDue(extras.resend().nextAt(), timestamp)) {
                resending.send(context.getCurrentKey(), name, stored, extras, now, out);
                memory.put(name, extras, now, Pending.version(stored));
            }
        }
        timer.ringBy(toForget(stored), context.timerService());
        timer.ringBy(next(stored, extras, timestamp), context.timerService());
    }

    /** The values stay until the request has come back in its place in the log. */
    private void appendExpiries(Context context, String name, Extras extras, long timestamp) {
        for (long end : extras.ends()) {
            if (DeviceTimer.after(end) == timestamp) {
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
                        Pending.version(stored),
                        pending.since(stored),
                        deadline(stored, extras)));
        return told;
    }

    private long toForget(byte[] stored) {
        long forgottenAt = engine.forgottenAt(stored);
        if (forgottenAt == Long.MAX_VALUE) {
            return DeviceTimer.NEVER;
        }
        long at = forgottenAt / MICROS_PER_MILLI + SLACK_MILLIS;
        // all tombstones of an hour go at one time
        return (at / SLACK_MILLIS + 1) * SLACK_MILLIS;
    }

    /** When there may be something to do for a shadow that is there, later than that time. */
    private long next(byte[] stored, Extras extras, long timestamp) {
        long next = DeviceTimer.after(deadline(stored, extras));
        if (extras == null) {
            return next;
        }
        if (extras.resend().nextAt() != 0) {
            next = Math.min(next, DeviceTimer.after(extras.resend().nextAt()));
        }
        for (long end : extras.ends()) {
            if (DeviceTimer.after(end) > timestamp) {
                return Math.min(next, DeviceTimer.after(end));
            }
        }
        return next;
    }

    private static boolean isDue(long micros, long timestamp) {
        return micros != 0 && DeviceTimer.after(micros) <= timestamp;
    }

    private static List<Map.Entry<String, byte[]>> copyOf(MapState<String, byte[]> shadows)
            throws Exception {
        List<Map.Entry<String, byte[]>> copy = new ArrayList<>();
        shadows.entries().forEach(entry -> copy.add(Map.entry(entry.getKey(), entry.getValue())));
        return copy;
    }
}
