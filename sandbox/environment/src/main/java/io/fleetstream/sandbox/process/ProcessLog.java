package io.fleetstream.sandbox.process;

import io.fleetstream.sandbox.SandboxException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A process's log file from the place where its present run began. */
record ProcessLog(Path file, long begin) {
    private static final int LINES = 30;
    private static final int ERRORS = 5;
    private static final Pattern ERROR = Pattern.compile("ERROR|FATAL|Exception");
    private static final int MOST_BYTES = 256 * 1024;
    private static final Pattern PORT_TAKEN =
            Pattern.compile(
                    "already in use|BindException|could not bind|Could not start rest"
                            + " endpoint on any port",
                    Pattern.CASE_INSENSITIVE);

    /** A run that begins now. */
    static ProcessLog appendTo(Path file) {
        try {
            Files.createDirectories(file.getParent());
            return new ProcessLog(file, Files.exists(file) ? Files.size(file) : 0);
        } catch (IOException e) {
            throw new SandboxException("no log possible in " + file, e);
        }
    }

    /** The first lines that speak of an error, where they are not among the last, and the last. */
    String tail() {
        List<String> lines = text().lines().toList();
        int end = Math.max(0, lines.size() - LINES);
        Stream<String> errors =
                lines.subList(0, end).stream()
                        .filter(line -> ERROR.matcher(line).find())
                        .limit(ERRORS);
        return Stream.concat(errors, lines.subList(end, lines.size()).stream())
                .collect(Collectors.joining("\n"));
    }

    boolean saysPortTaken() {
        return PORT_TAKEN.matcher(text()).find();
    }

    /** What was written, its last 256 KiB. */
    String text() {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(begin, in.length() - MOST_BYTES);
            byte[] bytes = new byte[(int) Math.max(0, in.length() - from)];
            in.seek(from);
            in.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "(" + file + " cannot be read: " + e.getMessage() + ")";
        }
    }
}
