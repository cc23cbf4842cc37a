package io.fleetstream.emulator.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Applies a mapping to a recording, both given as text. */
final class Mapped {
    private Mapped() {}

    static List<ReplayLine> lines(Path directory, String yaml, String recording)
            throws IOException {
        Path file = directory.resolve("recording");
        Files.writeString(file, recording, StandardCharsets.ISO_8859_1);
        Mapping mapping = Mapping.load(Files.writeString(directory.resolve("m.yaml"), yaml));
        List<ReplayLine> found = new ArrayList<>();
        try (LineReader lines = new LineReader(file)) {
            LineMapper mapper = new LineMapper(mapping, mapping.format.open(lines));
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                found.add(mapper.map(line));
            }
        }
        return found;
    }

    static JsonNode json(ReplayLine line) throws IOException {
        return new ObjectMapper().readTree(line.payload());
    }

    static String text(ReplayLine line) {
        return new String(line.payload(), StandardCharsets.ISO_8859_1);
    }
}
