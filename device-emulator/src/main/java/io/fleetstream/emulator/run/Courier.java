package io.fleetstream.emulator.run;

import io.fleetstream.emulator.mqtt.Delivery;
import io.fleetstream.emulator.mqtt.OutboundMessage;
import io.fleetstream.emulator.truth.TruthKind;
import io.fleetstream.emulator.truth.TruthRecord;
import io.fleetstream.emulator.truth.TruthSink;
import java.util.OptionalLong;

/** Makes messages ready for one connection, and tells counters and truth what becomes of them. */
final class Courier {
    /** First level of the route on which arrival is believed. */
    static final String TRUSTED = "replay/";

    private final RunContext context;
    private final boolean emulated;
    private final ArrivalClock arrivals;

    Courier(RunContext context, long connectionSeed) {
        this.context = context;
        this.emulated = context.options().arrival() == ArrivalMode.EMULATED;
        this.arrivals = new ArrivalClock(connectionSeed);
    }

    OutboundMessage prepare(PlannedMessage message) {
        return prepare(message, () -> {});
    }

    /**
     * The message for the client library.
     *
     * @param gone run when the broker has decided about it, for good or bad
     */
    OutboundMessage prepare(PlannedMessage message, Runnable gone) {
        long arrival = emulated ? arrivals.next(message.sendMs()) : TruthRecord.NONE;
        OptionalLong receivedAt = emulated ? OptionalLong.of(arrival) : OptionalLong.empty();
        return OutboundMessage.reading(
                        emulated ? TRUSTED + message.topic() : message.topic(),
                        message.payload().bytes(),
                        context.options().qos(),
                        receivedAt,
                        new Fate(message, arrival, context.counters(), context.truth(), gone))
                .describedAs(message.payload().contentType(), message.payload().contentEncoding());
    }

    /** Writes the truth at the moment of truth. */
    private record Fate(
            PlannedMessage message,
            long arrival,
            RunCounters counters,
            TruthSink truth,
            Runnable gone)
            implements Delivery {
        @Override
        public void sent() {
            truth.accept(message.published(arrival));
        }

        @Override
        public void redelivered() {
            truth.accept(message.fate(TruthKind.REDELIVERED));
        }

        @Override
        public void acknowledged() {
            counters.acknowledged(message);
            gone.run();
        }

        @Override
        public void refused() {
            truth.accept(message.fate(TruthKind.REFUSED));
            gone.run();
        }

        @Override
        public void abandoned(boolean sent) {
            if (sent) {
                truth.accept(message.fate(TruthKind.UNPUBLISHED));
            }
        }
    }
}
