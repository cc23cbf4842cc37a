package io.fleetstream.jobs.ingest.domain.payload;

import com.fasterxml.jackson.core.JsonToken;
import io.fleetstream.jobs.ingest.domain.ParsedMetric;
import io.fleetstream.jobs.ingest.domain.ParsedReading;
import io.fleetstream.jobs.ingest.domain.RejectedException;
import io.fleetstream.schemas.ReasonCode;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the flat, single, map and batch forms, in one pass and without a tree. The forms may be
 * mixed: whatever an object says in any of them is a metric of its reading.
 */
final class PayloadReader {
    private final JsonCursor in;
    private final String deviceId;
    private List<ReadingDraft> batch;

    PayloadReader(JsonCursor in, String deviceId) {
        this.in = in;
        this.deviceId = deviceId;
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
            return List.of(top.finish(null));
        }
        if (top.hasMetrics()) {
            throw Scalars.wrongType(
                    Pointer.ROOT.member(top.firstMetric().name()),
                    "a metric beside readings belongs to none of them");
        }
        return finish(top);
    }

    private List<ParsedReading> finish(ReadingDraft envelope) throws RejectedException {
        List<ParsedReading> readings = new ArrayList<>(batch.size());
        for (ReadingDraft draft : batch) {
            readings.add(draft.finish(envelope));
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
        draft.closeSingle();
        return draft;
    }

    private void member(ReadingDraft draft, String name, boolean top) throws RejectedException {
        Pointer at = draft.at().member(name);
        switch (name) {
            case "tags", "meta" -> in.skipValue();
            case "metrics" -> metrics(draft, at);
            case "readings" -> readings(at, top);
            case "value" -> draft.value(Scalars.measurement(in, at));
            case "metric" -> draft.metric(Scalars.text(in, at));
            case "device_id",
                    "deviceId",
                    "seq",
                    "sequence",
                    "ts",
                    "time",
                    "timestamp",
                    "boot_id",
                    "bootId",
                    "fw",
                    "firmware",
                    "unit" -> {
                // A field that may be left out may also be null.
                if (!Scalars.isNull(in)) {
                    optional(draft, name, at);
                }
            }
            default ->
                    draft.add(
                            new ParsedMetric(
                                    Scalars.storable(name, at), Scalars.measurement(in, at), null));
        }
    }

    private void optional(ReadingDraft draft, String name, Pointer at) throws RejectedException {
        switch (name) {
            case "device_id", "deviceId" -> sameDevice(at);
            case "seq", "sequence" -> draft.sequence(Scalars.sequence(in, at));
            case "ts", "time", "timestamp" -> draft.time(Scalars.time(in, at));
            case "boot_id", "bootId" -> draft.bootId(Scalars.label(in, at));
            case "fw", "firmware" -> draft.firmware(Scalars.label(in, at));
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
        ReadingDraft quantity = new ReadingDraft(at);
        quantity.metric(name);
        while (in.next() != JsonToken.END_OBJECT) {
            String field = in.name();
            in.next();
            switch (field) {
                case "value" -> quantity.value(Scalars.measurement(in, at.member(field)));
                case "unit" -> {
                    if (!Scalars.isNull(in)) {
                        quantity.unit(Scalars.text(in, at.member(field)));
                    }
                }
                default -> in.skipValue();
            }
        }
        quantity.closeSingle();
        return quantity.firstMetric();
    }
}
