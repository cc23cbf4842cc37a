package io.fleetstream.benchmarks.bearings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads recordings: a file {@code *.csv} each, with a header, a line for each window, a column with
 * its time ({@code Datetime}, {@code Time} or {@code Timestamp}), and a column of levels, such as
 * the RMS of the window, for each sensor. Columns without a name number the lines. Sensors of one
 * bearing end in another letter or axis each: {@code Bearing 1-A}, {@code Bearing 1-B}.
 */
final class RecordingFiles {
    private static final Pattern TIME = Pattern.compile("(?i)date.?time|time.?stamp|time|date");
    private static final Pattern AXIS =
            Pattern.compile("(?i)(?<=\\w)[ _-]*[-_ ](?:[a-hxyz]|horizontal|vertical)$");
    private static final List<DateTimeFormatter> FORMATS =
            List.of(
                    DateTimeFormatter.ofPattern("yyyy.MM.dd.HH.mm.ss", Locale.ROOT),
                    DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT),
                    DateTimeFormatter.ISO_DATE_TIME);

    private RecordingFiles() {}

    /**
     * All of a directory, by name.
     *
     * @throws IOException if it cannot be read, or has a file that is no recording
     */
    static List<Recording> read(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
        }
        List<Recording> recordings = new ArrayList<>();
        for (Path file : files) {
            recordings.add(readFile(file));
        }
        return recordings;
    }

    private static Recording readFile(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file).stream().filter(l -> !l.isBlank()).toList();
        if (lines.size() < 2) {
            throw new IOException(file + " has no windows");
        }
        String[] header = cells(lines.get(0));
        int time = -1;
        for (int column = 0; column < header.length; column++) {
            if (time < 0 && TIME.matcher(header[column]).matches()) {
                time = column;
            }
        }
        if (time < 0) {
            throw new IOException(file + " has no column Datetime, Time or Timestamp");
        }
        long[] micros = new long[lines.size() - 1];
        double[][] levels = new double[header.length][micros.length];
        for (int row = 0; row < micros.length; row++) {
            String[] cells = cells(lines.get(row + 1));
            if (cells.length != header.length) {
                throw new IOException(file + " line " + (row + 2) + " has another number of cells");
            }
            micros[row] = micros(file, row + 2, cells[time]);
            for (int column = 0; column < header.length; column++) {
                if (column != time && !header[column].isEmpty()) {
                    levels[column][row] = number(file, row + 2, cells[column]);
                }
            }
        }
        List<Recording.Channel> channels = new ArrayList<>();
        for (int column = 0; column < header.length; column++) {
            if (column != time && !header[column].isEmpty()) {
                channels.add(
                        new Recording.Channel(
                                header[column],
                                bearing(header[column]),
                                Arrays.stream(levels[column]).boxed().toList()));
            }
        }
        return new Recording(name(file), Arrays.stream(micros).boxed().toList(), channels);
    }

    static String bearing(String channel) {
        return AXIS.matcher(channel).replaceFirst("");
    }

    private static String[] cells(String line) {
        String[] cells = line.split(",", -1);
        for (int i = 0; i < cells.length; i++) {
            cells[i] = cells[i].trim();
        }
        return cells;
    }

    private static double number(Path file, int line, String text) throws IOException {
        if (text.isEmpty()) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IOException(file + " line " + line + " has '" + text + "', no number", e);
        }
    }

    /** Epoch seconds, or a date and time, which are taken as UTC. */
    private static long micros(Path file, int line, String text) throws IOException {
        for (DateTimeFormatter format : FORMATS) {
            try {
                return ChronoUnit.MICROS.between(
                        LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC),
                        LocalDateTime.parse(text, format));
            } catch (DateTimeException e) {
                // the next one, or a number
            }
        }
        return (long) (number(file, line, text) * 1e6);
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ".csv".length()).replaceAll("[^\\w.-]", "_");
    }
}
