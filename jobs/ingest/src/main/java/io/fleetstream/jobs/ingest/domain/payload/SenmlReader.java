package io.fleetstream.jobs.ingest.domain.payload;

import com.fasterxml.jackson.core.JsonToken;
import io.fleetstream.jobs.ingest.domain.ParsedMetric;
import io.fleetstream.jobs.ingest.domain.ParsedReading;
import io.fleetstream.jobs.ingest.domain.RejectedException;
import io.fleetstream.schemas.ReasonCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a SenML pack (RFC 8428), JSON or CBOR. Base fields hold from their record on; records of
 * one resolved time become one reading, in the order of the text. A sum becomes a metric of its
 * own, {@code <name>_sum}, without a unit.
 *
 * <p>Times below 2^28 seconds are relative to arrival; a time of 0, which is that of records that
 * say none, is left to arrival.
 */
final class SenmlReader {
    private static final long ABSOLUTE_FROM_MICROS = (1L << 28) * 1_000_000L;

    private final JsonCursor in;
    private final SenmlNames names;
    private final long receivedAt;
    private final boolean binary;
    private final Map<Long, ReadingDraft> drafts = new LinkedHashMap<>();
    private String baseName = "";
    private String baseUnit;
    private double baseValue;
    private double baseSum;
    private long baseTime;

    /**
     * A reader of one pack.
     *
     * @param in before its first token
     * @param deviceId device of its topic
     * @param receivedAt arrival, microseconds since the epoch
     * @param binary whether it is CBOR
     */
    SenmlReader(JsonCursor in, String deviceId, long receivedAt, boolean binary) {
        this.in = in;
        this.names = new SenmlNames(deviceId);
        this.receivedAt = receivedAt;
        this.binary = binary;
    }

    /**
     * Whether an array is a pack: its first record has a name or a base name, which are texts there
     * and no metric of ours.
     *
     * @param in before its first token; read up to somewhere
     */
    static boolean recognises(JsonCursor in, boolean binary) {
        try {
            if (in.next() != JsonToken.START_ARRAY || in.next() != JsonToken.START_OBJECT) {
                return false;
            }
            while (in.next() != JsonToken.END_OBJECT) {
                SenmlLabel label = SenmlLabel.of(in.name(), binary);
                boolean text = in.next() == JsonToken.VALUE_STRING;
                if (text && (label == SenmlLabel.NAME || label == SenmlLabel.BASE_NAME)) {
                    return true;
                }
                in.skipValue();
            }
            return false;
        } catch (RejectedException e) {
            // Broken before it can be told; the other reader says where.
            return false;
        }
    }

    /**
     * All readings of the pack; the text is read up to its last bracket.
     *
     * @throws RejectedException for the first thing that is wrong, in the order of the text
     */
    List<ParsedReading> read() throws RejectedException {
        JsonToken first = in.next();
        if (first == null) {
            throw JsonCursor.notJson("empty");
        }
        if (first != JsonToken.START_ARRAY) {
            throw Scalars.wrongType(Pointer.ROOT, "want an array of SenML records");
        }
        int index = 0;
        while (in.next() != JsonToken.END_ARRAY) {
            Pointer at = Pointer.ROOT.element(index++);
            if (in.token() != JsonToken.START_OBJECT) {
                throw Scalars.wrongType(at, "want an object");
            }
            take(SenmlRecord.read(in, at, binary));
        }
        List<ParsedReading> readings = new ArrayList<>(drafts.size());
        for (ReadingDraft draft : drafts.values()) {
            draft.addTo(readings, null, receivedAt);
        }
        if (readings.isEmpty()) {
            throw new RejectedException(ReasonCode.MISSING_FIELD, "", "an empty pack");
        }
        return readings;
    }

    private void take(SenmlRecord record) throws RejectedException {
        inherit(record);
        if (record.isOnlyBase()) {
            return;
        }
        if (record.value() == null && record.sum() == null) {
            throw missing(record, "v");
        }
        String whole = record.name() == null ? baseName : baseName + record.name();
        Pointer named = record.at().member("n");
        if (whole.isEmpty()) {
            throw missing(record, "n");
        }
        String metric = names.metric(whole);
        if (metric.isEmpty()) {
            throw missing(record, "n");
        }
        ReadingDraft draft = draft(record);
        if (record.value() != null) {
            double value = record.isBoolean() ? record.value() : record.value() + baseValue;
            String unit = record.unit() == null ? baseUnit : record.unit();
            add(draft, named, metric, value, unit);
        }
        if (record.sum() != null) {
            add(draft, named, metric + "_sum", record.sum() + baseSum, null);
        }
    }

    private void inherit(SenmlRecord record) {
        baseName = record.baseName() == null ? baseName : record.baseName();
        baseUnit = record.baseUnit() == null ? baseUnit : record.baseUnit();
        baseValue = record.baseValue() == null ? baseValue : record.baseValue();
        baseSum = record.baseSum() == null ? baseSum : record.baseSum();
        baseTime = record.baseTime() == null ? baseTime : Times.micros(record.baseTime());
    }

    private ReadingDraft draft(SenmlRecord record) throws RejectedException {
        long own = record.time() == null ? 0 : Times.micros(record.time());
        long said = Times.plus(baseTime, own);
        Long time =
                said == 0
                        ? null
                        : said < ABSOLUTE_FROM_MICROS ? (Long) Times.plus(receivedAt, said) : said;
        ReadingDraft draft = drafts.get(time);
        if (draft == null) {
            Most.readings(drafts.size());
            draft = new ReadingDraft(record.at());
            if (time != null) {
                draft.time(time);
            }
            drafts.put(time, draft);
        }
        return draft;
    }

    private static void add(ReadingDraft draft, Pointer at, String name, double value, String unit)
            throws RejectedException {
        if (!Double.isFinite(value)) {
            throw new RejectedException(ReasonCode.NAN, at.toString(), "not a finite number");
        }
        draft.add(new ParsedMetric(Scalars.storable(name, at), value, unit));
    }

    private static RejectedException missing(SenmlRecord record, String label) {
        return new RejectedException(
                ReasonCode.MISSING_FIELD, record.at().member(label).toString(), "no " + label);
    }
}
