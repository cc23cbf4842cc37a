package io.fleetstream.jobs.ingest.domain.payload;

import com.fasterxml.jackson.core.JsonToken;
import io.fleetstream.jobs.ingest.domain.ParsedMetric;
import io.fleetstream.jobs.ingest.domain.ParsedReading;
import io.fleetstream.jobs.ingest.domain.RejectedException;
import io.fleetstream.schemas.ReasonCode;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the flat, single, map and batch forms, aggregates and compact arrays, in one pass and
 * without a tree. The forms may be mixed: whatever an object says in any of them is a metric of its
 * reading.
 */
final class PayloadReader {
    private final JsonCursor in;
    private final String deviceId;
    private final long receivedAt;
    private List<ReadingDraft> batch;

    /**
     * A reader of one text.
     *
     * @param in before its first token
     * @param deviceId device of its topic
     * @param receivedAt arrival, microseconds since the epoch
     */
    PayloadReader(JsonCursor in, String deviceId, long receivedAt) {
        this.in = in;
        this.deviceId = deviceId;
        this.receivedAt = receivedAt;
    }

    /**
     * All readings of the text, in order; the text is read up to its last bracket.
     *
     * @throws RejectedException for the first thing that is wrong, in the order of the text
     */
    List<ParsedReading> read() throws RejectedException {
        JsonToken first = in.next();
        if (first == null) {
            throw JsonCursor.notJson("empty");
        }
        if (first == JsonToken.START_ARRAY) {
            batch = elements(Pointer.ROOT);
            return finish(null);
        }
        if (first != JsonToken.START_OBJECT) {
            throw Scalars.wrongType(Pointer.ROOT, "want an object or an array");
        }
        ReadingDraft top = object(Pointer.ROOT, true);
        if (batch == null) {
            List<ParsedReading> readings = new ArrayList<>(1);
            top.addTo(readings, null, receivedAt);
            return readings;
        }
        if (top.hasMetrics()) {
            throw Scalars.wrongType(
                    top.firstMetric(), "a metric beside readings belongs to none of them");
        }
        return finish(top);
    }

    private List<ParsedReading> finish(ReadingDraft envelope) throws RejectedException {
        List<ParsedReading> readings = new ArrayList<>(batch.size());
        for (ReadingDraft draft : batch) {
            draft.addTo(readings, envelope, receivedAt);
        }
        if (readings.isEmpty()) {
            throw new RejectedException(ReasonCode.MISSING_FIELD, "", "an empty batch");
        }
        return readings;
    }

    private List<ReadingDraft> elements(Pointer at) throws RejectedException {
        List<ReadingDraft> drafts = new ArrayList<>();
        while (in.next() != JsonToken.END_ARRAY) {
            Pointer element = at.element(drafts.size());
            if (in.token() != JsonToken.START_OBJECT) {
                throw Scalars.wrongType(element, "want an object");
            }
            Most.readings(drafts.size());
            drafts.add(object(element, false));
        }
        return drafts;
    }

    private ReadingDraft object(Pointer at, boolean top) throws RejectedException {
        ReadingDraft draft = new ReadingDraft(at);
        while (in.next() != JsonToken.END_OBJECT) {
            String name = in.name();
            in.next();
            member(draft, name, top);
        }
        draft.close();
        return draft;
    }

    private void member(ReadingDraft draft, String name, boolean top) throws RejectedException {
        Pointer at = draft.at().member(name);
        switch (Field.named(name)) {
            case IGNORED -> in.skipValue();
            case METRICS -> metrics(draft, at);
            case READINGS -> readings(at, top);
            case VALUE -> draft.value(Scalars.measurement(in, at));
            case VALUES -> draft.series(Series.read(in, at));
            case METRIC -> draft.metric(Scalars.text(in, at));
            case QUANTITY ->
                    draft.add(
                            new ParsedMetric(
                                    Scalars.storable(name, at), Scalars.measurement(in, at), null));
            default -> {
                // A field that may be left out may also be null.
                if (!Scalars.isNull(in)) {
                    optional(draft, Field.named(name), at);
                }
            }
        }
    }

    private void optional(ReadingDraft draft, Field field, Pointer at) throws RejectedException {
        switch (field) {
            case DEVICE_ID -> sameDevice(at);
            case SEQUENCE -> draft.sequence(Scalars.sequence(in, at));
            case TIME -> draft.time(Scalars.time(in, at));
            case BOOT_ID -> draft.bootId(Scalars.label(in, at));
            case FIRMWARE -> draft.firmware(Scalars.label(in, at));
            case WINDOW -> draft.window(Times.duration(Scalars.measurement(in, at), at));
            default -> draft.unit(Scalars.text(in, at));
        }
    }

    private void sameDevice(Pointer at) throws RejectedException {
        if (in.token() != JsonToken.VALUE_STRING) {
            throw Scalars.wrongType(at, "want a text");
        }
        if (!in.text().equals(deviceId)) {
            throw new RejectedException(
                    ReasonCode.DEVICE_MISMATCH, at.toString(), "not the device of the topic");
        }
    }

    private void readings(Pointer at, boolean top) throws RejectedException {
        if (!top || in.token() != JsonToken.START_ARRAY) {
            throw Scalars.wrongType(at, "want one array of readings, in the outermost object");
        }
        if (batch != null) {
            throw JsonCursor.notJson("readings are given twice");
        }
        batch = elements(at);
    }

    private void metrics(ReadingDraft draft, Pointer at) throws RejectedException {
        if (in.token() != JsonToken.START_OBJECT) {
            throw Scalars.wrongType(at, "want an object");
        }
        while (in.next() != JsonToken.END_OBJECT) {
            String name = in.name();
            Pointer metric = at.member(name);
            Scalars.storable(name, metric);
            if (in.next() == JsonToken.START_OBJECT) {
                draft.add(quantity(name, metric));
            } else {
                draft.add(new ParsedMetric(name, Scalars.measurement(in, metric), null));
            }
        }
    }

    private ParsedMetric quantity(String name, Pointer at) throws RejectedException {
        Aggregate aggregate = new Aggregate(at);
        Double value = null;
        String unit = null;
        while (in.next() != JsonToken.END_OBJECT) {
            String field = in.name();
            Pointer member = at.member(field);
            in.next();
            if (field.equals("value")) {
                value = once(value, Scalars.measurement(in, member));
            } else if (field.equals("unit") && !Scalars.isNull(in)) {
                unit = once(unit, Scalars.text(in, member));
            } else if (Aggregate.has(field) && !Scalars.isNull(in)) {
                aggregate.set(field, Scalars.measurement(in, member));
            } else {
                in.skipValue();
            }
        }
        if (aggregate.isGiven()) {
            return aggregate.metric(name, value, unit);
        }
        if (value == null) {
            throw new RejectedException(
                    ReasonCode.MISSING_FIELD, at.member("value").toString(), "no value");
        }
        return new ParsedMetric(name, value, unit);
    }

    private static <T> T once(T before, T given) throws RejectedException {
        if (before != null) {
            throw JsonCursor.notJson("a value or a unit is given twice");
        }
        return given;
    }
}
