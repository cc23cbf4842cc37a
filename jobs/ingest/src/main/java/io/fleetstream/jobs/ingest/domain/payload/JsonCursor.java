package io.fleetstream.jobs.ingest.domain.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import io.fleetstream.jobs.ingest.domain.RejectedException;
import io.fleetstream.schemas.ReasonCode;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The tokens of one JSON text, or of the same in CBOR; whatever is wrong with the text itself
 * becomes a rejection: NOT_JSON or TOO_DEEP.
 */
final class JsonCursor implements Closeable {
    private static final int DEEPEST = 64;

    // The payload's own size bounds names, strings and numbers; depth is counted here. Hostile
    // names must neither fill the JVM's table of interned strings nor make the symbol table throw.
    private static final StreamReadConstraints CONSTRAINTS =
            StreamReadConstraints.builder()
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build();
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
                    .streamReadConstraints(CONSTRAINTS)
                    .build();
    private static final JsonFactory CBOR =
            CBORFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
                    .streamReadConstraints(CONSTRAINTS)
                    .build();

    private final JsonParser parser;
    private int depth;
    private boolean started;

    private JsonCursor(JsonFactory format, byte[] text) {
        try {
            parser = format.createParser(text);
        } catch (IOException e) {
            throw new UncheckedIOException("opening a parser of an array", e);
        }
    }

    /** Starts before the first token of well-formed UTF-8. */
    static JsonCursor json(byte[] text) throws RejectedException {
        // With a zero byte in front the parser would guess UTF-16 or UTF-32.
        for (int i = 0; i < Math.min(text.length, 4); i++) {
            if (text[i] == 0) {
                throw notJson("a zero byte");
            }
        }
        return new JsonCursor(JSON, text);
    }

    /** Starts before the first item. */
    static JsonCursor cbor(byte[] items) {
        return new JsonCursor(CBOR, items);
    }

    /** The next token; null at the end of the text. */
    JsonToken next() throws RejectedException {
        JsonToken token;
        try {
            token = parser.nextToken();
        } catch (IOException e) {
            // The source is an array: an IOException can only mean a malformed text.
            throw malformed();
        }
        if (depth == 0 && token != null) {
            if (started) {
                throw notJson("something follows the first value");
            }
            started = true;
        }
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            if (++depth > DEEPEST) {
                throw new RejectedException(
                        ReasonCode.TOO_DEEP, null, "nested deeper than " + DEEPEST);
            }
        } else if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
            depth--;
        }
        return token;
    }

    /** The token {@link #next()} returned last. */
    JsonToken token() {
        return parser.currentToken();
    }

    /** Name of the member the cursor is at. */
    String name() throws RejectedException {
        try {
            return parser.currentName();
        } catch (IOException e) {
            throw malformed();
        }
    }

    /** Text of a string, or a number as it is written. */
    String text() throws RejectedException {
        try {
            return parser.getText();
        } catch (IOException e) {
            throw malformed();
        }
    }

    /** Value of a number; infinite where it is too great for a double, NaN for that literal. */
    double doubleValue() throws RejectedException {
        try {
            return parser.getDoubleValue();
        } catch (IOException e) {
            throw malformed();
        }
    }

    /**
     * Whether the token is a whole number of CBOR that no long holds: of those the parser of
     * Jackson 2.18 gets the sign wrong.
     */
    boolean isBignum() throws RejectedException {
        return parser instanceof CBORParser
                && parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && !isLong();
    }

    /** Whether the token is a whole number that a long holds. */
    boolean isLong() throws RejectedException {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            return false;
        }
        try {
            JsonParser.NumberType type = parser.getNumberType();
            return type == JsonParser.NumberType.INT || type == JsonParser.NumberType.LONG;
        } catch (IOException e) {
            throw malformed();
        }
    }

    /** Value of a number for which {@link #isLong()} holds. */
    long longValue() throws RejectedException {
        try {
            return parser.getLongValue();
        } catch (IOException e) {
            throw malformed();
        }
    }

    /** Goes past the value the cursor is at, reading every token of it. */
    void skipValue() throws RejectedException {
        int outside = depth;
        if (token() == JsonToken.START_OBJECT || token() == JsonToken.START_ARRAY) {
            outside--;
            while (depth > outside) {
                next();
            }
        }
    }

    /** Reads to the end of the text for the sake of its form. */
    void drain() throws RejectedException {
        JsonToken token = next();
        while (token != null) {
            token = next();
        }
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing a parser of an array", e);
        }
    }

    /** A text that is not JSON, for {@code reason}. */
    static RejectedException notJson(String reason) {
        return new RejectedException(ReasonCode.NOT_JSON, null, "not JSON: " + reason);
    }

    private RejectedException malformed() {
        return notJson("malformed at byte " + parser.currentLocation().getByteOffset());
    }
}
