package io.fleetstream.benchmarks.anomaly;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of recordings: their anomalous stretches, from {@code combined_windows.json}.
 *
 * @param windows pairs of times, first and last, by name of the recording
 */
record Labels(Map<String, List<List<String>>> windows) {
    private static final String FILE = "combined_windows.json";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Rows from the first to the last of a stretch, both included. */
    record Window(int first, int last) {
        int length() {
            return last - first + 1;
        }
    }

    /** The labels in the directory, in its {@code labels} or beside it; empty if there are none. */
    static Optional<Labels> find(Path directory) throws IOException {
        Path place = directory.toAbsolutePath().normalize();
        Path parent = place.getParent() == null ? place : place.getParent();
        Optional<Path> file =
                Stream.of(place, place.resolve("labels"), parent, parent.resolve("labels"))
                        .map(each -> each.resolve(FILE))
                        .filter(Files::isRegularFile)
                        .findFirst();
        if (file.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Labels(MAPPER.readValue(file.get().toFile(), new TypeReference<>() {})));
    }

    /** Whether somebody has looked at that recording. */
    boolean know(Series series) {
        return windows.containsKey(series.name());
    }

    /**
     * The stretches of a recording, in their order.
     *
     * @throws IOException if one begins or ends at no row
     */
    List<Window> of(Series series) throws IOException {
        List<Window> rows = new ArrayList<>();
        for (List<String> pair : windows.get(series.name())) {
            int first = series.rowAt(SeriesFiles.time(pair.get(0)));
            int last = series.rowAt(SeriesFiles.time(pair.get(1)));
            if (first < 0 || last < first) {
                throw new IOException(series.name() + ": no such rows: " + pair);
            }
            rows.add(new Window(first, last));
        }
        return rows;
    }
}
