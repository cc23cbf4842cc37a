package io.fleetstream.jobs.ingest.function;

import io.fleetstream.jobs.ingest.domain.admission.Known;
import io.fleetstream.jobs.ingest.domain.books.BooksRules;
import io.fleetstream.jobs.ingest.state.ClockRow;
import io.fleetstream.jobs.ingest.state.DeviceHistory;
import io.fleetstream.jobs.ingest.state.DeviceRow;
import io.fleetstream.jobs.ingest.state.FactsRow;
import io.fleetstream.jobs.ingest.state.HourRow;
import io.fleetstream.jobs.ingest.state.LastValues;
import io.fleetstream.jobs.ingest.state.PlaceRow;
import io.fleetstream.jobs.ingest.state.QueueRow;
import io.fleetstream.jobs.ingest.state.RegistryRow;
import io.fleetstream.jobs.ingest.state.ReplayedRow;
import java.util.List;

/** A {@link DeviceRow} while one input is dealt with: the same fields, to be written to. */
final class DeviceCard {
    String deviceId;
    RegistryRow registry;
    String manifest;
    PlaceRow place;
    DeviceHistory history;
    FactsRow facts;
    ClockRow clock;
    LastValues lastValues;
    long quotaAt;
    List<HourRow> hours;
    List<ReplayedRow> replayed;
    QueueRow parked;
    QueueRow held;
    long seenAt;
    long behind;
    long timerAt;

    /** Of a device, from its state; null for a device nobody has heard of. */
    static DeviceCard of(String deviceId, DeviceRow stored) {
        DeviceRow row = stored == null ? DeviceRow.EMPTY : stored;
        DeviceCard card = new DeviceCard();
        card.deviceId = deviceId;
        card.registry = row.registry();
        card.manifest = row.manifest();
        card.place = row.place();
        card.history = row.history();
        card.facts = row.facts();
        card.clock = row.clock();
        card.lastValues = row.lastValues();
        card.quotaAt = row.quotaAt();
        card.hours = row.hours();
        card.replayed = row.replayed();
        card.parked = row.parked();
        card.held = row.held();
        card.seenAt = row.seenAt();
        card.behind = row.behind();
        card.timerAt = row.timerAt();
        return card;
    }

    /** What is to be stored. */
    DeviceRow row() {
        return new DeviceRow(
                registry,
                manifest,
                place,
                history,
                facts,
                clock,
                lastValues,
                quotaAt,
                hours,
                replayed,
                parked,
                held,
                seenAt,
                behind,
                timerAt);
    }

    /** Whether there is nothing to remember. */
    boolean isBlank() {
        return registry == null
                && facts == null
                && parked == null
                && held == null
                && hours.isEmpty()
                && quotaAt == 0;
    }

    Known known() {
        return new Known(
                history == null ? DeviceHistory.EMPTY : history, facts, replayed, lastValues);
    }

    void learn(Known known) {
        history = known.history();
        facts = known.facts();
        replayed = known.replayed();
        lastValues = known.lastValues();
    }

    /** Forgets what a device is remembered for that has said nothing new for too long. */
    void forget(long now, long stateTtl, long factsTtl) {
        if (seenAt != 0 && now - seenAt >= stateTtl && held == null) {
            history = null;
            clock = null;
            lastValues = null;
            replayed = List.of();
            quotaAt = 0;
        }
        if (quotaAt <= now) {
            quotaAt = 0; // whole again, as of a device that has used none of it
        }
        if (seenAt != 0 && now - seenAt >= factsTtl) {
            facts = null;
            seenAt = history == null ? 0 : seenAt;
        }
    }

    /** When something is to be done without any input, in arrival time; MAX_VALUE for never. */
    long dueAt(long stateTtl, long factsTtl) {
        long due = BooksRules.dueAt(hours);
        if (parked != null) {
            due = Math.min(due, parked.dueAt());
        }
        if (held != null) {
            due = Math.min(due, held.dueAt());
        }
        if (history != null) {
            due = Math.min(due, seenAt + stateTtl);
        } else if (facts != null) {
            due = Math.min(due, seenAt + factsTtl);
        }
        return due;
    }
}
