package io.fleetstream.jobs.ingest.domain.payload;

import com.fasterxml.jackson.core.JsonToken;
import io.fleetstream.jobs.ingest.domain.RejectedException;
import io.fleetstream.schemas.ReasonCode;
import java.util.OptionalLong;

/** Reads the value the cursor is at as what it has to be. */
final class Scalars {
    private static final double TWO_TO_63 = 0x1p63;

    private Scalars() {}

    static boolean isNull(JsonCursor in) {
        return in.token() == JsonToken.VALUE_NULL;
    }

    /** A finite number, or a boolean as 1 or 0. */
    static double measurement(JsonCursor in, Pointer at) throws RejectedException {
        return switch (in.token()) {
            case VALUE_TRUE -> 1;
            case VALUE_FALSE -> 0;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> finite(in, at);
            default -> throw wrongType(at, "want a number or a boolean");
        };
    }

    /** A whole number from 0 to 2^63 - 1; also written with a fraction of zero. */
    static long sequence(JsonCursor in, Pointer at) throws RejectedException {
        if (in.isLong()) {
            long number = in.longValue();
            if (number < 0) {
                throw wrongType(at, "want 0 to 2^63 - 1");
            }
            return number;
        }
        double number = number(in, at, "want a whole number");
        if (number < 0 || number >= TWO_TO_63) {
            throw wrongType(at, "want 0 to 2^63 - 1");
        }
        if (number != Math.rint(number)) {
            throw wrongType(at, "want a whole number");
        }
        return (long) number;
    }

    /** Microseconds since the epoch. */
    static long time(JsonCursor in, Pointer at) throws RejectedException {
        if (in.token() == JsonToken.VALUE_STRING) {
            OptionalLong micros = DeviceTime.ofText(in.text());
            return micros.orElseThrow(() -> wrongType(at, "want epoch time or ISO-8601"));
        }
        if (in.isLong()) {
            return DeviceTime.ofNumber(in.longValue());
        }
        return DeviceTime.ofNumber(number(in, at, "want epoch time or ISO-8601"));
    }

    /** A short text; a whole number that a long holds counts as its spelling. */
    static String label(JsonCursor in, Pointer at) throws RejectedException {
        if (in.token() == JsonToken.VALUE_STRING || in.isLong()) {
            return storable(in.text(), at);
        }
        throw wrongType(at, "want a text");
    }

    /** A short text. */
    static String text(JsonCursor in, Pointer at) throws RejectedException {
        if (in.token() != JsonToken.VALUE_STRING) {
            throw wrongType(at, "want a text");
        }
        return storable(in.text(), at);
    }

    static String storable(String text, Pointer at) throws RejectedException {
        if (!Names.isStorable(text)) {
            throw wrongType(
                    at, "want 1 to " + Names.LONGEST + " characters and no control characters");
        }
        return text;
    }

    static RejectedException wrongType(Pointer at, String message) {
        return new RejectedException(ReasonCode.WRONG_TYPE, at.toString(), message);
    }

    /** A finite number. */
    static double number(JsonCursor in, Pointer at) throws RejectedException {
        return number(in, at, "want a number");
    }

    private static double number(JsonCursor in, Pointer at, String want) throws RejectedException {
        if (!in.token().isNumeric()) {
            throw wrongType(at, want);
        }
        return finite(in, at);
    }

    private static double finite(JsonCursor in, Pointer at) throws RejectedException {
        if (in.isBignum()) {
            throw wrongType(at, "want no more than 64 bits");
        }
        double number = in.doubleValue();
        if (!Double.isFinite(number)) {
            throw new RejectedException(ReasonCode.NAN, at.toString(), "not a finite number");
        }
        return number;
    }
}
