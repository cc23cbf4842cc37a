package io.fleetstream.emulator.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** How a recording is written: newline-delimited JSON, or CSV with a header. */
final class RecordingFormat {
    private final boolean csv;
    private final char separator;

    private RecordingFormat(boolean csv, char separator) {
        this.csv = csv;
        this.separator = separator;
    }

    static RecordingFormat ndjson() {
        return new RecordingFormat(false, ',');
    }

    /** Reads {@code ndjson}, {@code csv}, or {@code {csv: {separator: ";"}}}. */
    static RecordingFormat of(JsonNode value) {
        if (value.asText().equals("ndjson")) {
            return ndjson();
        }
        if (value.asText().equals("csv")) {
            return new RecordingFormat(true, ',');
        }
        String separator = value.path("csv").path("separator").asText();
        if (separator.length() == 1) {
            return new RecordingFormat(true, separator.charAt(0));
        }
        throw new IllegalArgumentException("must be ndjson, csv or {csv: {separator: \";\"}}");
    }

    boolean isCsv() {
        return csv;
    }

    /** A parser for one recording; a header is taken from its first line. */
    LineParser open(LineReader lines) throws IOException {
        if (!csv) {
            return new JsonLineParser();
        }
        byte[] header = lines.next();
        return new CsvLineParser(header == null ? new byte[0] : header, separator);
    }
}
