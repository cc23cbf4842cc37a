package io.fleetstream.benchmarks.anomaly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Recordings in a directory, below it or below its {@code data}: files of {@code timestamp,value},
 * each with a line of names first.
 */
final class SeriesFiles {
    private static final String ENDING = ".csv";

    private SeriesFiles() {}

    /**
     * All of them, by name.
     *
     * @throws IOException if there are none, or one of them cannot be read
     */
    static List<Series> read(Path directory) throws IOException {
        Path data = directory.resolve("data");
        Path root = Files.isDirectory(data) ? data : directory;
        List<Path> files;
        try (Stream<Path> all = Files.walk(root)) {
            files = all.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
        }
        if (files.isEmpty()) {
            throw new IOException("no recordings (*.csv) below " + root);
        }
        List<Series> series = new ArrayList<>();
        for (Path file : files) {
            series.add(series(root, file));
        }
        return series;
    }

    private static Series series(Path root, Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> times = new ArrayList<>(lines.size());
        List<String> texts = new ArrayList<>(lines.size());
        double[] values = new double[Math.max(0, lines.size() - 1)];
        int row = 0;
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            if (line.isBlank()) {
                continue;
            }
            String[] cells = line.split(",", -1);
            if (cells.length < 2) {
                throw new IOException(file + ": no value in: " + line);
            }
            times.add(cells[0].trim());
            texts.add(cells[1].trim());
            values[row] = number(file, cells[1].trim());
            row++;
        }
        String name = root.relativize(file).toString().replace('\\', '/');
        return new Series(name, times, texts, Arrays.copyOf(values, row));
    }

    private static double number(Path file, String text) throws IOException {
        if (text.isEmpty()) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IOException(file + ": no number: " + text, e);
        }
    }

    /**
     * A time as recordings and labels write it, with a blank or a T, with a fraction or without.
     */
    static LocalDateTime time(String text) {
        return LocalDateTime.parse(text.replace(' ', 'T'));
    }

    /** Writes {@code timestamp,value,anomaly_score,severity} at the recording's place. */
    static void write(Path directory, Series series, double[] scores, double[] severities)
            throws IOException {
        StringBuilder text = new StringBuilder("timestamp,value,anomaly_score,severity\n");
        for (int i = 0; i < series.length(); i++) {
            text.append(series.time(i)).append(',');
            text.append(series.text(i)).append(',');
            text.append(scores[i]).append(',').append(severities[i]).append('\n');
        }
        Path file = directory.resolve(series.name());
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
    }
}
