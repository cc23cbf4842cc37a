package io.fleetstream.emulator.run;

import io.fleetstream.emulator.payload.MalformedPayload;
import io.fleetstream.emulator.payload.Payload;
import io.fleetstream.emulator.payload.Software;
import io.fleetstream.emulator.payload.Stamp;
import io.fleetstream.emulator.signal.DeviceIdentity;
import io.fleetstream.emulator.signal.TelemetryEvent;
import io.fleetstream.emulator.truth.TruthKind;
import io.fleetstream.emulator.truth.TruthRecord;
import io.fleetstream.emulator.update.FirmwareEffects;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What one device publishes, slot by slot, faults included: the same for the same options, however
 * it is sent. Not thread-safe.
 *
 * <p>Order of precedence: silence, then reboot, then the clock, then one fault of the message at
 * most. The first and the last message of a boot suffer none; nor do the first {@value #LEAD_IN}
 * after the start or a step of the clock arrive late or malformed, so that a clock can be judged.
 */
final class DeviceScript {
    /** Messages in which a clock shows itself. */
    static final int LEAD_IN = 8;

    private static final long NEVER = Long.MIN_VALUE;

    private final DeviceIdentity identity;
    private final ScriptContext context;
    private final DraftStage stage;
    private final long deviceSeed;
    private final String topic;
    private Software original;
    private final Deque<Late> late = new ArrayDeque<>();

    private Software software;
    private long last;
    private long slot = 1;
    private long dueMs; // of the slot; asked for often where devices queue up
    private long number; // of the message, over all boots
    private long sequence;
    private int boots;
    private long offsetMs;
    private long leadInUntil = LEAD_IN;
    private boolean tailIsCertain = true;
    private boolean rebootOrdered;
    private long stride = 1;
    private FirmwareEffects effects = FirmwareEffects.NONE;
    private long effectsSinceMs = NEVER;

    /** A message that is overtaken, and the number after which it comes. */
    private record Late(PlannedMessage message, long after) {}

    DeviceScript(DeviceIdentity identity, ScriptContext context, DraftStage stage) {
        RunOptions options = context.options();
        this.identity = identity;
        this.context = context;
        this.stage = stage;
        this.deviceSeed = identity.seed(options.seed());
        this.topic = identity.topic("reading");
        this.original = Software.of(identity, options.seed(), options.timeline().startMs());
        this.software = original;
        this.last = options.messagesPerDevice();
        this.dueMs = dueMs(slot);
    }

    DeviceIdentity identity() {
        return identity;
    }

    /** What it runs now. */
    Software software() {
        return software;
    }

    /** True time as the device's clock shows it now, epoch milliseconds. */
    long clock(long trueMs) {
        return trueMs + offsetMs;
    }

    /** The next message begins a new boot. */
    void reboot() {
        rebootOrdered = true;
        software = original.rebooted(++boots);
    }

    /** The next message begins a new boot, with another version. */
    void install(String firmware, FirmwareEffects does) {
        original = original.with(firmware);
        effects = does;
        effectsSinceMs = NEVER;
        reboot();
    }

    /** From now on only every so many slots become messages; the last one always does. */
    void stride(long slots) {
        stride = slots;
    }

    boolean hasNext() {
        return slot <= last;
    }

    /** True time of the next slot, epoch milliseconds; of the last one if there is none. */
    long nextDueMs() {
        return dueMs;
    }

    /** The next slot. */
    long slot() {
        return slot;
    }

    /** Slots never reached because it was ended; 0 without a planned end. */
    long remaining() {
        return last == RunOptions.UNTIL_STOPPED ? 0 : last - slot + 1;
    }

    /** Takes the next slot; what is to be published then, in order. */
    List<PlannedMessage> next() {
        long now = slot++;
        dueMs = dueMs(Math.min(slot, last));
        Episodes.Range silence = context.episodes().silence(deviceSeed, now);
        if (silence != null && now >= silence.first() && now <= silence.last()) {
            fallSilent(silence, now);
            return List.of();
        }
        boolean planned = context.episodes().rebootsAt(deviceSeed, now);
        boolean ending = now == last || context.episodes().rebootsAt(deviceSeed, now + 1);
        if ((effects.silent() || now % stride != 0) && !planned && !ending) {
            return List.of();
        }
        boolean rebooted = planned || rebootOrdered;
        TelemetryEvent event = measure(now);
        List<PlannedMessage> out = new ArrayList<>(2);
        if (rebooted) {
            if (rebootOrdered) {
                // the boot before had no message of which it was known to be the last
                release(event.timestampMs(), out);
            } else {
                software = original.rebooted(++boots);
            }
            rebootOrdered = false;
            sequence = 0;
        }
        setClock(now, event.timestampMs());
        if (rebooted) {
            truth(TruthKind.REBOOT, 1, clock(event.timestampMs()));
        }
        for (Draft draft : stage.take(event, ending)) {
            make(draft, event.timestampMs(), now == last, out);
        }
        return out;
    }

    /**
     * Ends before the last slot.
     *
     * @param nowMs true time, epoch milliseconds
     * @return a marker, and what was late, if it could not be told otherwise what was lost
     */
    List<PlannedMessage> end(long nowMs) {
        List<PlannedMessage> out = new ArrayList<>();
        if (rebootOrdered) {
            release(nowMs, out);
            rebootOrdered = false;
            sequence = 0;
        }
        if (hasNext() && number > 0 && !(tailIsCertain && late.isEmpty())) {
            TelemetryEvent sample = context.signals().event(identity, slot);
            long before = context.signals().timestamp(identity, slot - 1);
            long at = Math.max(before + 1, Math.min(nowMs, sample.timestampMs()));
            TelemetryEvent event = new TelemetryEvent(identity, slot, at, sample.values());
            slot++;
            for (Draft draft : stage.take(event, true)) {
                make(draft, at, true, out);
            }
        }
        last = slot - 1;
        dueMs = dueMs(Math.max(1, last));
        return out;
    }

    private TelemetryEvent measure(long now) {
        TelemetryEvent event = context.signals().event(identity, now);
        if (effectsSinceMs == NEVER) {
            effectsSinceMs = event.timestampMs();
        }
        return effects.apply(event, event.timestampMs() - effectsSinceMs);
    }

    private long dueMs(long of) {
        return context.options().timeline().timestamp(deviceSeed, of);
    }

    private void make(Draft draft, long dueMs, boolean ending, List<PlannedMessage> out) {
        number++;
        sequence++;
        boolean first = sequence == 1;
        if (draft.marker()) {
            release(dueMs, out);
        }
        Fault fault = first || draft.marker() ? Fault.NONE : fault();
        tailIsCertain = fault == Fault.NONE || fault == Fault.DUPLICATE;
        switch (fault) {
            case NONE -> out.add(good(draft, dueMs, TruthKind.GOOD, draft.marker() && ending));
            case DUPLICATE -> {
                PlannedMessage message = good(draft, dueMs, TruthKind.GOOD, false);
                out.add(message);
                out.add(message.repeated());
            }
            case MALFORMED -> out.add(bad(draft, dueMs));
            case DROP -> truth(TruthKind.DROP, sequence, clock(draft.content().timestampMs()));
            case REORDER -> {
                PlannedMessage message = good(draft, dueMs, TruthKind.REORDER, false);
                late.add(new Late(message, number + context.faults().distance(identity, number)));
            }
        }
        late.removeIf(one -> one.after() <= number && out.add(one.message().sentAt(dueMs)));
    }

    private void release(long dueMs, List<PlannedMessage> out) {
        late.forEach(one -> out.add(one.message().sentAt(dueMs)));
        late.clear();
    }

    private Fault fault() {
        Fault fault = context.faults().at(identity, number);
        boolean unclear = fault == Fault.MALFORMED || fault == Fault.REORDER;
        return unclear && number <= leadInUntil ? Fault.NONE : fault;
    }

    private PlannedMessage good(Draft draft, long dueMs, TruthKind kind, boolean marker) {
        Stamp stamp = new Stamp(sequence, software, offsetMs);
        Payload payload = context.writer().write(draft.content(), stamp);
        return new PlannedMessage(
                identity.id(),
                topic,
                sequence,
                software.bootId(),
                kind,
                null,
                clock(draft.content().timestampMs()),
                dueMs,
                context.writer().values(draft.content()),
                marker,
                draft.priority(),
                payload);
    }

    private PlannedMessage bad(Draft draft, long dueMs) {
        long clockMs = clock(draft.content().timestampMs());
        MalformedPayload bad = context.faults().malformed(identity, sequence, clockMs);
        return new PlannedMessage(
                identity.id(),
                topic,
                sequence,
                software.bootId(),
                TruthKind.MALFORMED,
                bad.kind(),
                clockMs,
                dueMs,
                0,
                false,
                draft.priority(),
                new Payload(bad.bytes(), null, null));
    }

    private void setClock(long now, long trueMs) {
        long offset = context.episodes().clockOffsetMs(deviceSeed, now);
        if (offset == offsetMs) {
            return;
        }
        offsetMs = offset;
        leadInUntil = number + LEAD_IN;
        context.truth()
                .accept(
                        TruthRecord.skew(
                                identity.id(),
                                sequence + 1,
                                software.bootId(),
                                clock(trueMs),
                                offset));
    }

    private void fallSilent(Episodes.Range silence, long now) {
        if (now == silence.first()) {
            context.truth()
                    .accept(
                            TruthRecord.interval(
                                    identity.id(),
                                    TruthKind.SILENCE,
                                    context.signals().timestamp(identity, silence.first()),
                                    context.signals().timestamp(identity, silence.last() + 1)));
        }
    }

    private void truth(TruthKind kind, long of, long clockMs) {
        context.truth()
                .accept(
                        TruthRecord.message(
                                identity.id(), of, software.bootId(), kind, null, clockMs));
    }
}
