package io.fleetstream.jobs.ingest.domain.payload;

import com.fasterxml.jackson.core.JsonToken;
import io.fleetstream.jobs.ingest.domain.RejectedException;
import io.fleetstream.schemas.ReasonCode;

/** One record of a SenML pack as it stands there, nothing resolved. */
final class SenmlRecord {
    /** Latest version of SenML there is (RFC 8428). */
    private static final double VERSION = 10;

    private final Pointer at;
    private String baseName;
    private Double baseTime;
    private String baseUnit;
    private Double baseValue;
    private Double baseSum;
    private String name;
    private String unit;
    private Double value;
    private Double sum;
    private Double time;
    private boolean isBoolean;

    private SenmlRecord(Pointer at) {
        this.at = at;
    }

    /**
     * Reads the object the cursor is at.
     *
     * @param binary whether its labels are integers
     * @throws RejectedException WRONG_TYPE for a text, data, or a label that must be understood;
     *     UNSUPPORTED_ENCODING for a later version of SenML
     */
    static SenmlRecord read(JsonCursor in, Pointer at, boolean binary) throws RejectedException {
        SenmlRecord record = new SenmlRecord(at);
        while (in.next() != JsonToken.END_OBJECT) {
            String label = in.name();
            in.next();
            record.member(in, label, SenmlLabel.of(label, binary));
        }
        return record;
    }

    Pointer at() {
        return at;
    }

    String baseName() {
        return baseName;
    }

    Double baseTime() {
        return baseTime;
    }

    String baseUnit() {
        return baseUnit;
    }

    Double baseValue() {
        return baseValue;
    }

    Double baseSum() {
        return baseSum;
    }

    String name() {
        return name;
    }

    String unit() {
        return unit;
    }

    /** Its number, or its boolean as 1 or 0; null if it has none. */
    Double value() {
        return value;
    }

    /** Whether the value is a boolean, which base values are not added to. */
    boolean isBoolean() {
        return isBoolean;
    }

    Double sum() {
        return sum;
    }

    Double time() {
        return time;
    }

    /** Whether it only says what holds for the records behind it. */
    boolean isOnlyBase() {
        return value == null && sum == null && name == null && unit == null && time == null;
    }

    private void member(JsonCursor in, String label, SenmlLabel meaning) throws RejectedException {
        Pointer member = at.member(label);
        switch (meaning) {
            case BASE_NAME -> baseName = once(baseName, text(in, member));
            case BASE_TIME -> baseTime = once(baseTime, Scalars.number(in, member));
            case BASE_UNIT -> baseUnit = once(baseUnit, Scalars.text(in, member));
            case BASE_VALUE -> baseValue = once(baseValue, Scalars.number(in, member));
            case BASE_SUM -> baseSum = once(baseSum, Scalars.number(in, member));
            case BASE_VERSION -> version(Scalars.number(in, member), member);
            case NAME -> name = once(name, text(in, member));
            case UNIT -> unit = once(unit, Scalars.text(in, member));
            case VALUE -> value = once(value, Scalars.number(in, member));
            case SUM -> sum = once(sum, Scalars.number(in, member));
            case TIME -> time = once(time, Scalars.number(in, member));
            case BOOLEAN_VALUE -> {
                if (in.token() != JsonToken.VALUE_TRUE && in.token() != JsonToken.VALUE_FALSE) {
                    throw Scalars.wrongType(member, "want a boolean");
                }
                value = once(value, Scalars.measurement(in, member));
                isBoolean = true;
            }
            case STRING_VALUE, DATA_VALUE -> throw Scalars.wrongType(member, "want a number");
            default -> {
                if (label.endsWith("_")) {
                    throw Scalars.wrongType(member, "a label that must be understood, and is not");
                }
                in.skipValue();
            }
        }
    }

    private static void version(double version, Pointer at) throws RejectedException {
        if (version > VERSION) {
            throw new RejectedException(
                    ReasonCode.UNSUPPORTED_ENCODING, at.toString(), "a later version of SenML");
        }
    }

    /** A part of a name, which only the whole of has to be storable. */
    private static String text(JsonCursor in, Pointer at) throws RejectedException {
        if (in.token() != JsonToken.VALUE_STRING) {
            throw Scalars.wrongType(at, "want a text");
        }
        return in.text();
    }

    private static <T> T once(T before, T given) throws RejectedException {
        if (before != null) {
            throw JsonCursor.notJson("a label is given twice, or a record has two values");
        }
        return given;
    }
}
