package io.fleetstream.emulator.truth;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Writes the truth as one JSON object a line. Thread-safe. */
public final class TruthWriter implements TruthSink, Closeable {
    private final Writer out;

    /** Opens the file, or a writer that forgets. */
    public TruthWriter(Optional<Path> file) throws IOException {
        out = file.isPresent() ? Files.newBufferedWriter(file.get()) : null;
    }

    @Override
    public void accept(TruthRecord record) {
        if (out == null) {
            return;
        }
        String line = line(record);
        try {
            synchronized (this) {
                out.write(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the truth file", e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (out != null) {
            out.close();
        }
    }

    /** By hand, since there is one for every message; ids hold nothing that needs escaping. */
    static String line(TruthRecord record) {
        StringBuilder line = new StringBuilder(160);
        line.append("{\"device\":\"").append(record.device()).append('"');
        number(line, "seq", record.sequence());
        text(line, "kind", record.label());
        if (record.reason() != null) {
            text(line, "reason", record.reason().name());
        }
        if (record.boot() != null) {
            text(line, "boot", record.boot());
        }
        number(line, "ts", record.timestampMs());
        number(line, "arrival", record.arrivalMicros());
        if (record.offsetMs() != 0) {
            number(line, "offset_ms", record.offsetMs());
        }
        number(line, "until_ts", record.untilMs());
        if (record.subject() != null) {
            // not always ours: a command's id is whatever its sender has chosen
            String escaped =
                    new String(JsonStringEncoder.getInstance().quoteAsString(record.subject()));
            text(line, "subject", escaped);
        }
        if (record.marker()) {
            line.append(",\"last\":true");
        }
        return line.append("}\n").toString();
    }

    private static void text(StringBuilder line, String name, String value) {
        line.append(",\"").append(name).append("\":\"").append(value).append('"');
    }

    private static void number(StringBuilder line, String name, long value) {
        if (value != TruthRecord.NONE) {
            line.append(",\"").append(name).append("\":").append(value);
        }
    }
}
