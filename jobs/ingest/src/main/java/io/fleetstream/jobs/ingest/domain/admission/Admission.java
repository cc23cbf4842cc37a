package io.fleetstream.jobs.ingest.domain.admission;

import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.domain.ParsedReading;
import io.fleetstream.jobs.ingest.domain.RejectedException;
import io.fleetstream.jobs.ingest.domain.enrich.FactsRules;
import io.fleetstream.jobs.ingest.domain.enrich.ReadingAssembly;
import io.fleetstream.jobs.ingest.domain.quality.Judgement;
import io.fleetstream.jobs.ingest.domain.quality.ModelRules;
import io.fleetstream.jobs.ingest.domain.quality.QualityRules;
import io.fleetstream.jobs.ingest.domain.sequence.Filtered;
import io.fleetstream.jobs.ingest.domain.sequence.Finding;
import io.fleetstream.jobs.ingest.domain.sequence.RepeatFilter;
import io.fleetstream.jobs.ingest.domain.sequence.ReplayedMessages;
import io.fleetstream.jobs.ingest.domain.sequence.Verdict;
import io.fleetstream.jobs.ingest.domain.time.TimeRules;
import io.fleetstream.jobs.ingest.domain.time.Timing;
import io.fleetstream.jobs.ingest.state.FactsRow;
import io.fleetstream.jobs.ingest.state.LastValues;
import io.fleetstream.jobs.ingest.state.RegistryRow;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.ReadingFlag;
import io.fleetstream.schemas.SequenceEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides on a message whose device may send it and whose clock is known as well as it will be:
 * time bounds, late policy, model's schema, repeats and sequence, then quality and enrichment. A
 * message is refused whole, for the first of its readings that cannot be used.
 */
public final class Admission {
    private final QualityRules quality;

    /**
     * Decides with those rules of quality.
     *
     * @param quality remembers units; for one thread
     */
    public Admission(QualityRules quality) {
        this.quality = quality;
    }

    /** What becomes of the message. */
    public Outcome admit(Known known, ParsedMessage message, Circumstances now) {
        List<Timing> timings = new ArrayList<>(message.readings().size());
        for (int i = 0; i < message.readings().size(); i++) {
            try {
                timings.add(timing(message, i, now));
            } catch (RejectedException e) {
                return Outcome.refused(Refusal.of(e, i), known);
            }
        }
        boolean replayed = message.replayId() != null;
        if (replayed
                && ReplayedMessages.contains(
                        known.replayed(), message.partition(), message.offset())) {
            return Outcome.duplicate(known);
        }
        Filtered filtered = RepeatFilter.judge(known.history(), message);
        return filtered.isDuplicate()
                ? Outcome.duplicate(known)
                : stored(known, message, now, timings, filtered);
    }

    private static Timing timing(ParsedMessage message, int index, Circumstances now)
            throws RejectedException {
        ParsedReading reading = message.readings().get(index);
        Timing timing =
                TimeRules.timing(
                        reading, index, message.receivedAt(), now.clock(), now.policy().time());
        ModelRules.check(reading, now.modelOf(now.rowAt(timing.eventTime())));
        return timing;
    }

    private Outcome stored(
            Known known,
            ParsedMessage message,
            Circumstances now,
            List<Timing> timings,
            Filtered filtered) {
        List<Reading> readings = new ArrayList<>(timings.size());
        List<SequenceEvent> events = List.of();
        FactsRow facts = known.facts();
        LastValues lastValues = known.lastValues();
        for (int i = 0; i < timings.size(); i++) {
            Verdict verdict = filtered.verdicts().get(i);
            if (!verdict.accepted()) {
                continue;
            }
            Timing timing = timings.get(i);
            for (Finding finding : filtered.findings().get(i)) {
                events = events.isEmpty() ? new ArrayList<>() : events;
                events.add(SequenceEvents.of(finding, message, i, timing.eventTime()));
            }
            ParsedReading parsed = message.readings().get(i);
            RegistryRow row = now.rowAt(timing.eventTime());
            Judgement judged =
                    quality.judge(parsed, now.modelOf(row), timing.eventTime(), lastValues);
            lastValues = judged.lastValues();
            facts = FactsRules.learn(facts, parsed, timing.eventTime(), message.receivedAt());
            Reading reading =
                    ReadingAssembly.reading(message, i, timing, row, judged.metrics(), facts);
            flag(reading, verdict, message);
            readings.add(reading);
        }
        facts =
                FactsRules.with(
                        facts, now.registry() != null, now.clock().offset(), now.manifest());
        return new Outcome(
                null,
                readings,
                events,
                FactsRules.deservesNotice(known.facts(), facts)
                        ? FactsRules.announce(facts, message)
                        : null,
                new Known(
                        filtered.history(),
                        facts,
                        message.replayId() == null
                                ? known.replayed()
                                : ReplayedMessages.with(
                                        known.replayed(), message.partition(), message.offset()),
                        lastValues));
    }

    private static void flag(Reading reading, Verdict verdict, ParsedMessage message) {
        reading.setReplayId(message.replayId());
        if (verdict != Verdict.RESET && message.replayId() == null) {
            return;
        }
        List<ReadingFlag> flags = new ArrayList<>(reading.getFlags());
        if (verdict == Verdict.RESET) {
            flags.add(ReadingFlag.RESET);
        }
        if (message.replayId() != null) {
            flags.add(ReadingFlag.REPLAYED);
        }
        reading.setFlags(flags);
    }
}
