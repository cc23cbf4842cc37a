package io.fleetstream.cli.registry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What a file of devices says.
 *
 * @param lines lines that could be read, in order
 * @param bad those that could not
 */
record DeviceFile(List<DeviceLine> lines, List<BadLine> bad) {
    DeviceFile {
        lines = List.copyOf(lines);
        bad = List.copyOf(bad);
    }

    /**
     * Reads a file by its ending.
     *
     * @throws IOException if it cannot be read at all
     */
    static DeviceFile read(Path file) throws IOException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            return DeviceCsv.read(file);
        }
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return DeviceYaml.read(file);
        }
        throw new IOException("'" + file + "' is neither .csv nor .yaml");
    }
}
