package io.fleetstream.emulator.update;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The counter against going back that each device keeps, as fuses of real ones do: it only grows.
 * With a file it outlives the process: a line {@code device counter} for each time it grew, of
 * which a half one at the end, left by a kill, does not count. Thread-safe.
 */
public final class FirmwareCounters {
    private final Optional<Path> file;
    private final Map<String, Integer> counters = new HashMap<>();

    private FirmwareCounters(Optional<Path> file) {
        this.file = file;
    }

    /** Those that are forgotten with the process. */
    public static FirmwareCounters forgetful() {
        return new FirmwareCounters(Optional.empty());
    }

    /**
     * Those in a file, which is made with the first.
     *
     * @throws IOException if the file is there and cannot be read, or is none of ours
     */
    public static FirmwareCounters of(Path file) throws IOException {
        FirmwareCounters counters = new FirmwareCounters(Optional.of(file));
        if (Files.exists(file)) {
            String text = Files.readString(file);
            String whole = text.substring(0, text.lastIndexOf('\n') + 1);
            for (String line : whole.lines().toList()) {
                counters.read(file, line);
            }
            if (!whole.equals(text)) {
                Files.writeString(file, whole);
            }
        }
        return counters;
    }

    private void read(Path file, String line) throws IOException {
        String[] sides = line.split(" ", 2);
        try {
            counters.merge(sides[0], Integer.parseInt(sides[sides.length - 1]), Math::max);
        } catch (NumberFormatException e) {
            throw new IOException(file + " has a line that is no 'device counter'", e);
        }
    }

    /** The counter of a device; 0 before it has kept any. */
    public synchronized int of(String device) {
        return counters.getOrDefault(device, 0);
    }

    /**
     * The device keeps a counter, unless it has a higher one.
     *
     * @throws UncheckedIOException if it cannot be written down
     */
    public synchronized void keep(String device, int counter) {
        if (counter <= of(device)) {
            return;
        }
        counters.put(device, counter);
        if (file.isPresent()) {
            try {
                Files.writeString(
                        file.get(),
                        device + " " + counter + "\n",
                        StandardCharsets.UTF_8,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND,
                        StandardOpenOption.SYNC);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
