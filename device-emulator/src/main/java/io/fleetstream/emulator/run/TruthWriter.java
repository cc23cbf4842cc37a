package io.fleetstream.emulator.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.fleetstream.schemas.ReasonCode;
import java.io.Closeable;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Writes every injected fault the broker has acknowledged: {@code {device, seq, kind, reason}}, one
 * JSON object a line. Thread-safe.
 */
final class TruthWriter implements Closeable {
    private static final JsonFactory JSON = new JsonFactory();

    private final Writer out;

    /** Opens the file, or a writer that forgets. */
    TruthWriter(Optional<Path> file) throws IOException {
        out = file.isPresent() ? Files.newBufferedWriter(file.get()) : Writer.nullWriter();
    }

    void fault(String device, long sequence, String kind, ReasonCode reason) {
        try {
            String line = line(device, sequence, kind, reason);
            synchronized (this) {
                out.write(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the truth file", e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }

    private static String line(String device, long sequence, String kind, ReasonCode reason)
            throws IOException {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("device", device);
            json.writeNumberField("seq", sequence);
            json.writeStringField("kind", kind);
            json.writeStringField("reason", reason.name());
            json.writeEndObject();
        }
        return line.append('\n').toString();
    }
}
