package io.fleetstream.jobs.rollout.domain.job;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes one JSON object; members that are null are left out. */
final class JsonWriter {
    private static final long MICROS = 1_000_000L;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final JsonGenerator out;

    JsonWriter() {
        try {
            out = RequestReader.JSON.getFactory().createGenerator(bytes, JsonEncoding.UTF8);
            out.writeStartObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonWriter put(String name, String text) {
        try {
            if (text != null) {
                out.writeStringField(name, text);
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonWriter put(String name, long number) {
        try {
            out.writeNumberField(name, number);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whole seconds; left out if it is 0. */
    JsonWriter putSeconds(String name, long micros) {
        return micros == 0 ? this : put(name, Math.floorDiv(micros, MICROS));
    }

    /** What is JSON already. */
    JsonWriter putJson(String name, String json) {
        try {
            if (json != null) {
                out.writeFieldName(name);
                out.writeRawValue(json);
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonWriter object(String name) {
        try {
            out.writeObjectFieldStart(name);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An object without name, in a list. */
    JsonWriter object() {
        try {
            out.writeStartObject();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonWriter end() {
        try {
            out.writeEndObject();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonWriter list(String name) {
        try {
            out.writeArrayFieldStart(name);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonWriter endList() {
        try {
            out.writeEndArray();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the object, and is done. */
    byte[] toBytes() {
        try {
            out.writeEndObject();
            out.close();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
