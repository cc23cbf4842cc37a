package io.fleetstream.emulator.payload;

import io.fleetstream.schemas.ReasonCode;
import java.util.List;
import java.util.Locale;

/** Ways in which a payload can be bad, each with the one reason ingest must give for it. */
public enum MalformedKind {
    /** Nothing at all, or white space only. */
    EMPTY(ReasonCode.NOT_JSON),
    /** Random bytes, at least one of which no UTF-8 text contains. */
    RANDOM_BYTES(ReasonCode.NOT_UTF8),
    /** A good reading, but for a broken byte inside a string. */
    BROKEN_TEXT(ReasonCode.NOT_UTF8),
    /** Random letters. */
    GARBAGE(ReasonCode.NOT_JSON),
    /** A good reading cut short. */
    TRUNCATED(ReasonCode.NOT_JSON),
    /** A string or an array where a number belongs. */
    WRONG_TYPE(ReasonCode.WRONG_TYPE),
    /** A metric that is the literal NaN, Infinity or -Infinity. */
    NAN(ReasonCode.NAN),
    /** A good reading with a string of a megabyte beside it. */
    TOO_LARGE(ReasonCode.TOO_LARGE),
    /** Arrays or objects nested far deeper than allowed. */
    TOO_DEEP(ReasonCode.TOO_DEEP),
    /** The id of another device. */
    WRONG_DEVICE(ReasonCode.DEVICE_MISMATCH),
    /** A clock that starts at the epoch. */
    YEAR_1970(ReasonCode.TOO_OLD),
    /** A clock far ahead. */
    YEAR_2100(ReasonCode.IN_FUTURE),
    /** No metrics, or an empty set of them. */
    NO_METRICS(ReasonCode.MISSING_FIELD);

    /** Kinds a device may be told to mix into its stream; the others are for floods. */
    public static final List<MalformedKind> OF_DEVICES =
            List.of(
                    BROKEN_TEXT,
                    TRUNCATED,
                    WRONG_TYPE,
                    WRONG_DEVICE,
                    YEAR_1970,
                    YEAR_2100,
                    NO_METRICS);

    private final ReasonCode reason;

    MalformedKind(ReasonCode reason) {
        this.reason = reason;
    }

    /** Why ingest must refuse it. */
    public ReasonCode reason() {
        return reason;
    }

    /** Name in reports, such as {@code wrong-type}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
