package io.fleetstream.emulator.truth;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fleetstream.schemas.ReasonCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads what {@link TruthWriter} has written, line by line. */
final class TruthReader {
    private static final JsonFactory JSON = new JsonFactory();

    private TruthReader() {}

    /**
     * Hands every line to a sink, in the order of the file.
     *
     * @throws IOException if the file cannot be read or a line is not one of the truth
     */
    static void read(Path file, TruthSink sink) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            String line = lines.readLine();
            while (line != null) {
                sink.accept(parse(line));
                line = lines.readLine();
            }
        }
    }

    static TruthRecord parse(String line) throws IOException {
        String device = null;
        String boot = null;
        String label = null;
        ReasonCode reason = null;
        long sequence = TruthRecord.NONE;
        long timestamp = TruthRecord.NONE;
        long arrival = TruthRecord.NONE;
        long until = TruthRecord.NONE;
        long offset = 0;
        boolean marker = false;
        String subject = null;
        try (JsonParser json = JSON.createParser(line)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "device" -> device = json.getText();
                    case "seq" -> sequence = json.getLongValue();
                    case "kind" -> label = json.getText();
                    case "reason" -> reason = ReasonCode.valueOf(json.getText());
                    case "boot" -> boot = json.getText();
                    case "ts" -> timestamp = json.getLongValue();
                    case "arrival" -> arrival = json.getLongValue();
                    case "offset_ms" -> offset = json.getLongValue();
                    case "until_ts" -> until = json.getLongValue();
                    case "subject" -> subject = json.getText();
                    case "last" -> marker = json.getBooleanValue();
                    default -> json.skipChildren();
                }
            }
        }
        if (device == null || label == null) {
            throw new IOException("not a line of a truth file: " + line);
        }
        return new TruthRecord(
                device, sequence, boot, label, reason, timestamp, arrival, offset, until, marker,
                subject);
    }
}
