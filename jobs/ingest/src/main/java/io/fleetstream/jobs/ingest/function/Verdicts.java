package io.fleetstream.jobs.ingest.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.ingest.domain.Duplicates;
import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.domain.RawMessage;
import io.fleetstream.jobs.ingest.domain.admission.Admission;
import io.fleetstream.jobs.ingest.domain.admission.Circumstances;
import io.fleetstream.jobs.ingest.domain.admission.Outcome;
import io.fleetstream.jobs.ingest.domain.admission.Policy;
import io.fleetstream.jobs.ingest.domain.admission.Refusal;
import io.fleetstream.jobs.ingest.domain.books.Tally;
import io.fleetstream.jobs.ingest.domain.time.ClockView;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.ReadingFlag;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.SequenceEvent;

/**
 * Carries out what has been decided on a message: emits it, counts it, and remembers it. Each
 * message passes {@link #refuse} or {@link #decide} exactly once, after at most one {@link #waits}.
 */
final class Verdicts {
    private final Admission admission;
    private final Ledger ledger;
    private final AdmitMetrics metrics;

    Verdicts(Admission admission, Ledger ledger, AdmitMetrics metrics) {
        this.admission = admission;
        this.ledger = ledger;
        this.metrics = metrics;
    }

    /** It waits. */
    void waits(Turn turn, Letter letter) {
        metrics.waiting++;
        if (!letter.waited()) {
            count(turn, letter, Tally.waiting());
        }
    }

    /** It becomes a dead letter. */
    void refuse(Turn turn, Letter letter, Refusal refusal) {
        metrics.deadLetters(refusal.reason()).inc();
        count(turn, letter, Tally.rejected(refusal.reason(), letter.waited()));
        turn.outlet().refuse(turn.card().deviceId, letter.raw(), refusal);
    }

    /** It has waited, and what was read then cannot be read now. */
    void refuseUnread(Turn turn, KafkaRecord raw, Refusal refusal) {
        metrics.deadLetters(refusal.reason()).inc();
        RawMessage message = turn.outlet().reader().raw(raw);
        if (message.replayId() == null) {
            ledger.add(
                    turn.card(),
                    message.receivedAt(),
                    raw.offset(),
                    Tally.rejected(refusal.reason(), true),
                    turn.outlet());
        }
        turn.outlet().refuse(turn.card().deviceId, raw, refusal);
    }

    /** It is looked at, now that it is known how its device's clock stands. */
    void decide(Turn turn, Letter letter, Policy policy, ClockView clock) throws Exception {
        DeviceCard card = turn.card();
        ParsedMessage message = letter.message();
        Outcome outcome =
                admission.admit(
                        card.known(),
                        message,
                        new Circumstances(
                                card.registry, card.manifest, turn.models(), policy, clock));
        if (outcome.refusal() != null) {
            if (outcome.refusal().reason() == ReasonCode.LATE_DROPPED) {
                metrics.lateDropped.inc();
            }
            refuse(turn, letter, outcome.refusal());
        } else if (outcome.isDuplicate()) {
            duplicate(turn, letter);
        } else {
            store(turn, letter, outcome, clock);
        }
    }

    /** Publishes the books that are due. */
    void publish(Turn turn, long now) {
        ledger.publish(turn.card(), now, turn.outlet());
    }

    private void duplicate(Turn turn, Letter letter) {
        metrics.duplicates.inc();
        if (letter.replayed()) {
            metrics.replayedAgain.inc();
        }
        count(turn, letter, Tally.duplicate(letter.waited()));
        turn.outlet().side(AdmitOutputs.DUPLICATES, Duplicates.of(letter.message()));
    }

    private void store(Turn turn, Letter letter, Outcome outcome, ClockView clock) {
        DeviceCard card = turn.card();
        ParsedMessage message = letter.message();
        if (card.facts == null) {
            metrics.firstSeen.inc();
        }
        card.learn(outcome.known());
        card.seenAt = Math.max(card.seenAt, message.receivedAt());
        for (Reading reading : outcome.readings()) {
            count(reading);
            turn.outlet().readings().collect(reading);
        }
        metrics.accepted.inc();
        metrics.repeatedReadings.inc(message.readings().size() - outcome.readings().size());
        if (letter.replayed()) {
            metrics.replayed.inc();
        }
        Tally tally = tally(turn, letter, outcome, clock);
        ledger.add(card, letter, tally, turn.outlet());
        if (outcome.announcement() != null) {
            turn.outlet().side(AdmitOutputs.FACTS, outcome.announcement());
        }
    }

    private Tally tally(Turn turn, Letter letter, Outcome outcome, ClockView clock) {
        long missing = 0;
        long filled = 0;
        int resets = 0;
        for (SequenceEvent event : outcome.events()) {
            long numbers = event.getToSequence() - event.getFromSequence() + 1;
            switch (event.getKind()) {
                case GAP -> {
                    missing += numbers;
                    metrics.gaps.inc();
                }
                case FILL -> filled += numbers;
                default -> resets++;
            }
            turn.outlet().side(AdmitOutputs.SEQUENCE_EVENTS, event);
        }
        metrics.missing.inc(missing);
        metrics.filled.inc(filled);
        metrics.resets.inc(resets);
        boolean replayed = letter.replayed();
        return new Tally(
                replayed || letter.waited() ? 0 : 1,
                1,
                0,
                null,
                letter.waited() && !replayed ? -1 : 0,
                replayed ? 1 : 0,
                missing,
                filled,
                resets,
                clock.offset() == null ? 0 : 1);
    }

    private void count(Reading reading) {
        metrics.readings.inc();
        for (ReadingFlag flag : reading.getFlags()) {
            switch (flag) {
                case SKEWED ->
                        (reading.getClockOffsetMicros() == null
                                        ? metrics.flagged
                                        : metrics.corrected)
                                .inc();
                case LATE -> metrics.late.inc();
                case LATE_CORRECTED -> metrics.lateCorrected.inc();
                default -> {}
            }
        }
    }

    /** A replayed message is in the books since it came first, until it is stored after all. */
    private void count(Turn turn, Letter letter, Tally tally) {
        if (!letter.replayed()) {
            ledger.add(turn.card(), letter, tally, turn.outlet());
        }
    }
}
