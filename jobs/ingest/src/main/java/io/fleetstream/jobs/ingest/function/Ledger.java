package io.fleetstream.jobs.ingest.function;

import io.fleetstream.jobs.ingest.domain.Rejection;
import io.fleetstream.jobs.ingest.domain.books.BooksRules;
import io.fleetstream.jobs.ingest.domain.books.Tally;
import io.fleetstream.jobs.ingest.state.HourRow;
import java.util.List;

/** Writes the books of a device, and publishes them when they are due. */
final class Ledger {
    private final BooksRules rules;

    Ledger(BooksRules rules) {
        this.rules = rules;
    }

    /** Counts a message, in the hour in which it came first. */
    void add(DeviceCard card, Letter letter, Tally tally, Outlet outlet) {
        // its own offset, not the original's: books of that name may have been closed already
        add(card, letter.message().receivedAt(), letter.raw().offset(), tally, outlet);
    }

    /** Counts a message that was refused before; one that was replayed has been counted. */
    void add(DeviceCard card, Rejection rejection, Outlet outlet) {
        if (rejection.replayId() == null) {
            add(
                    card,
                    rejection.receivedAt(),
                    rejection.offset(),
                    Tally.rejected(rejection.reason(), false),
                    outlet);
        }
    }

    /** Publishes what is due at that arrival time. */
    void publish(DeviceCard card, long now, Outlet outlet) {
        emit(card, BooksRules.due(card.hours, now), outlet);
        card.hours = BooksRules.published(card.hours, now);
    }

    /** Publishes what a message that arrived then has changed, if it is time. */
    void publishWith(DeviceCard card, long arrival, Outlet outlet) {
        HourRow due = rules.dueWith(card.hours, arrival);
        if (due != null) {
            outlet.side(AdmitOutputs.DEVICE_HOURS, DeviceHours.of(card, due));
            card.hours = rules.publishedWith(card.hours, arrival);
        }
    }

    /** Counts a message of that arrival and offset. */
    void add(DeviceCard card, long arrival, long offset, Tally tally, Outlet outlet) {
        card.hours = rules.with(card.hours, arrival, offset, tally);
        if (BooksRules.crowded(card.hours)) {
            List<HourRow> surplus = BooksRules.surplus(card.hours);
            emit(card, surplus.stream().filter(HourRow::isDirty).toList(), outlet);
            card.hours = card.hours.stream().filter(hour -> !surplus.contains(hour)).toList();
        }
    }

    private static void emit(DeviceCard card, List<HourRow> hours, Outlet outlet) {
        for (HourRow hour : hours) {
            outlet.side(AdmitOutputs.DEVICE_HOURS, DeviceHours.of(card, hour));
        }
    }
}
