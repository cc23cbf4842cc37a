package io.fleetstream.jobs.ingest.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.domain.RejectedException;
import io.fleetstream.jobs.ingest.domain.admission.AdmissionSettings;
import io.fleetstream.jobs.ingest.domain.admission.Policy;
import io.fleetstream.jobs.ingest.domain.admission.Refusal;
import io.fleetstream.jobs.ingest.domain.admission.UnknownDevice;
import io.fleetstream.jobs.ingest.domain.clock.ClockRules;
import io.fleetstream.jobs.ingest.domain.clock.ClockVerdict;
import io.fleetstream.jobs.ingest.domain.quota.QuotaRules;
import io.fleetstream.jobs.ingest.domain.time.ClockView;
import io.fleetstream.jobs.ingest.state.ClockRow;
import io.fleetstream.jobs.ingest.state.ModelRow;
import io.fleetstream.jobs.ingest.state.PlaceRow;
import io.fleetstream.jobs.ingest.state.RegistryRow;
import io.fleetstream.schemas.ClockPolicy;
import io.fleetstream.schemas.ReasonCode;
import java.util.IdentityHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The way of a device's messages, in this order: registered? (else parked, refused or let pass),
 * quota, clock (perhaps held), and then {@link Verdicts}. Messages come out in the order in which
 * they came in, except that those of an unregistered device wait for its registration together.
 */
final class AdmissionDesk {
    private final AdmissionSettings settings;
    private final ClockRules clockRules;
    private final RawReader reader;
    private final RecordQueue parked;
    private final RecordQueue held;
    private final Verdicts verdicts;
    private final AdmitMetrics metrics;
    private final IdentityHashMap<ModelRow, Policy> policies = new IdentityHashMap<>();
    private final Policy withoutModel;
    private final long stateTtl;
    private final long factsTtl;

    AdmissionDesk(
            AdmissionSettings settings,
            RawReader reader,
            RecordQueue parked,
            RecordQueue held,
            Verdicts verdicts,
            AdmitMetrics metrics) {
        this.settings = settings;
        this.clockRules = new ClockRules(settings.clock());
        this.reader = reader;
        this.parked = parked;
        this.held = held;
        this.verdicts = verdicts;
        this.metrics = metrics;
        this.withoutModel = Policy.of(null, settings);
        this.stateTtl = TimeUnit.MICROSECONDS.convert(settings.stateTtl());
        this.factsTtl = TimeUnit.MICROSECONDS.convert(settings.factsTtl());
    }

    /** When the device needs to be looked at without any input; MAX_VALUE for never. */
    long dueAt(DeviceCard card) {
        return card.dueAt(stateTtl, factsTtl);
    }

    /** A message, just arrived. */
    void arrive(Turn turn, ParsedMessage message, KafkaRecord raw) throws Exception {
        DeviceCard card = turn.card();
        card.forget(message.receivedAt(), stateTtl, factsTtl);
        if (card.registry == null) {
            see(turn, message);
        }
        Letter letter = new Letter(message, raw, false);
        if (card.registry != null || settings.unknown() == UnknownDevice.ACCEPT) {
            judge(turn, letter);
        } else if (settings.unknown() == UnknownDevice.QUARANTINE) {
            park(turn, letter);
        } else {
            verdicts.refuse(turn, letter, Refusal.of(ReasonCode.UNKNOWN_DEVICE, "not registered"));
        }
    }

    /** The registry has changed the device's row, or forgets it. */
    void register(Turn turn, RegistryRow row) throws Exception {
        turn.card().registry = row;
        turn.card().manifest = null;
        if (row != null) {
            turn.card().place = null;
            release(turn);
        }
    }

    /** A manifest has changed: perhaps it allows the device, some of whose messages are parked. */
    void lookAgain(Turn turn) throws Exception {
        if (turn.card().registry == null && turn.card().parked != null) {
            KafkaRecord first = parked.first(turn.card().parked);
            try {
                see(turn, reader.parse(first));
            } catch (RejectedException e) {
                // it could be parsed when it was parked: only a newer release may see it otherwise,
                // and says so when the message leaves the queue
                return;
            }
            if (turn.card().registry != null) {
                release(turn);
            }
        }
    }

    /** What has become due at that arrival time. */
    void tick(Turn turn, long now) throws Exception {
        DeviceCard card = turn.card();
        while (card.parked != null && card.parked.dueAt() <= now) {
            expire(turn);
        }
        if (card.held != null && card.held.dueAt() <= now) {
            giveUpOnClock(turn);
        }
        verdicts.publish(turn, now);
        if (card.quotaAt <= now) {
            card.quotaAt = 0;
        }
        card.forget(now, stateTtl, factsTtl);
        if (card.facts == null && card.hours.isEmpty()) {
            card.place = null;
        }
    }

    private void see(Turn turn, ParsedMessage message) throws Exception {
        Reference.Registration registration = turn.reference().manifested(message);
        if (registration != null) {
            turn.card().registry = registration.row();
            turn.card().manifest = registration.manifest();
            turn.card().place = null;
            metrics.manifested.inc();
            release(turn);
            return;
        }
        PlaceRow place = new PlaceRow(message.org(), message.site(), message.deviceType());
        if (!place.equals(turn.card().place)) {
            turn.card().place = place;
        }
    }

    private void park(Turn turn, Letter letter) throws Exception {
        DeviceCard card = turn.card();
        boolean room =
                RecordQueue.hasRoom(
                        card.parked,
                        letter.raw(),
                        settings.parking().messages(),
                        settings.parking().bytes());
        if (room) {
            card.parked = parked.with(card.parked, letter.raw());
            metrics.parked.inc();
            verdicts.waits(turn, letter);
        } else {
            verdicts.refuse(
                    turn,
                    letter,
                    Refusal.of(
                            ReasonCode.UNKNOWN_DEVICE, "not registered, and too many are parked"));
        }
    }

    private void expire(Turn turn) throws Exception {
        KafkaRecord raw = parked.first(turn.card().parked);
        turn.card().parked = parked.withoutFirst(turn.card().parked);
        metrics.expired.inc();
        metrics.waiting--;
        try {
            Letter letter = new Letter(reader.parse(raw), raw, true);
            verdicts.refuse(
                    turn,
                    letter,
                    Refusal.of(
                            ReasonCode.UNKNOWN_DEVICE,
                            "not registered within " + settings.parking().time()));
        } catch (RejectedException e) {
            verdicts.refuseUnread(turn, raw, Refusal.of(e, 0));
        }
    }

    private void release(Turn turn) throws Exception {
        while (turn.card().parked != null) {
            KafkaRecord raw = parked.first(turn.card().parked);
            turn.card().parked = parked.withoutFirst(turn.card().parked);
            metrics.released.inc();
            metrics.waiting--;
            try {
                judge(turn, new Letter(reader.parse(raw), raw, true));
            } catch (RejectedException e) {
                verdicts.refuseUnread(turn, raw, Refusal.of(e, 0));
            }
        }
    }

    private void judge(Turn turn, Letter letter) throws Exception {
        DeviceCard card = turn.card();
        Policy policy = policy(turn, letter);
        if (!letter.replayed()) {
            long arrival = letter.message().receivedAt();
            if (QuotaRules.exceeded(card.quotaAt, arrival, policy.quotaCost())) {
                metrics.rateLimited.inc();
                verdicts.refuse(
                        turn,
                        letter,
                        Refusal.of(ReasonCode.RATE_LIMITED, "more than the device may send"));
                return;
            }
            card.quotaAt = QuotaRules.after(card.quotaAt, arrival, policy.quotaCost());
        }
        if (!policy.looksAtClock()) {
            releaseHeld(turn, offset(card.clock));
            card.clock = null;
            verdicts.decide(turn, letter, policy, ClockView.IN_SYNC);
        } else if (letter.replayed()) {
            Long offset =
                    clockRules.offsetOf(
                            card.clock, letter.newestTime(), letter.message().receivedAt());
            verdicts.decide(turn, letter, policy, view(offset, policy));
        } else {
            lookAtClock(turn, letter, policy);
        }
    }

    private void lookAtClock(Turn turn, Letter letter, Policy policy) throws Exception {
        DeviceCard card = turn.card();
        if (!letter.hasTime()) {
            // its place is behind those that wait, and it says nothing about the clock
            if (card.held == null) {
                verdicts.decide(turn, letter, policy, view(offset(card.clock), policy));
            } else {
                hold(turn, letter, policy);
            }
            return;
        }
        ClockVerdict verdict =
                clockRules.judge(card.clock, letter.newestTime(), letter.message().receivedAt());
        if (verdict.hold()) {
            card.clock = verdict.clock();
            hold(turn, letter, policy);
            return;
        }
        releaseHeld(turn, verdict.heldOffset());
        card.clock = verdict.clock();
        verdicts.decide(turn, letter, policy, view(verdict.offset(), policy));
    }

    private void hold(Turn turn, Letter letter, Policy policy) throws Exception {
        DeviceCard card = turn.card();
        boolean room =
                RecordQueue.hasRoom(
                        card.held, letter.raw(), ClockRules.MOST_HELD, settings.parking().bytes());
        if (room) {
            card.held = held.with(card.held, letter.raw());
            metrics.held.inc();
            verdicts.waits(turn, letter);
        } else {
            giveUpOnClock(turn);
            verdicts.decide(turn, letter, policy, view(offset(card.clock), policy));
        }
    }

    private void giveUpOnClock(Turn turn) throws Exception {
        turn.card().clock = clockRules.refuted(turn.card().clock);
        releaseHeld(turn, offset(turn.card().clock));
    }

    private static Long offset(ClockRow clock) {
        return clock == null ? null : clock.offset();
    }

    private void releaseHeld(Turn turn, Long offset) throws Exception {
        while (turn.card().held != null) {
            KafkaRecord raw = held.first(turn.card().held);
            turn.card().held = held.withoutFirst(turn.card().held);
            metrics.waiting--;
            try {
                Letter letter = new Letter(reader.parse(raw), raw, true);
                Policy policy = policy(turn, letter);
                verdicts.decide(turn, letter, policy, view(offset, policy));
            } catch (RejectedException e) {
                verdicts.refuseUnread(turn, raw, Refusal.of(e, 0));
            }
        }
    }

    private Policy policy(Turn turn, Letter letter) throws Exception {
        ModelRow model = turn.model();
        Policy policy =
                model == null
                        ? withoutModel
                        : policies.computeIfAbsent(model, row -> Policy.of(row, settings));
        return letter.message().arrivalTime() ? policy.byArrival() : policy;
    }

    /** Forgets the policies of models that have changed. */
    void modelsChanged() {
        policies.clear();
    }

    private static ClockView view(Long offset, Policy policy) {
        return offset == null
                ? ClockView.IN_SYNC
                : new ClockView(offset, policy.clock() == ClockPolicy.CORRECT);
    }
}
