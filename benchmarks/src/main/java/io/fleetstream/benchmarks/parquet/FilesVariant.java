package io.fleetstream.benchmarks.parquet;

import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.benchmarks.child.ResourceMeter;
import io.fleetstream.benchmarks.child.Variant;
import io.fleetstream.benchmarks.measure.Sample;
import io.fleetstream.schemas.ReadingRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Writes the same hour again and again; the rows lie in memory, made before the clock starts. */
abstract class FilesVariant implements Variant {
    /** Request: messages of each device. */
    static final String MESSAGES = "messages";

    /** Request: how often the hour is written. */
    static final String TIMES = "times";

    private List<ReadingRow> rows;

    /** Brings the rows into the order the variant is given them in. */
    abstract List<ReadingRow> ordered(List<ReadingRow> arrived);

    /** Writes one file below the directory. */
    abstract void write(List<ReadingRow> given, Path directory) throws IOException;

    @Override
    public Sample drain(Request request) throws IOException {
        if (rows == null) {
            rows = ordered(FleetHour.rows(12, (int) request.number(MESSAGES)));
        }
        long times = request.number(TIMES);
        Path directory = Files.createTempDirectory("parquet-bench");
        try {
            ResourceMeter meter = ResourceMeter.start();
            for (int i = 0; i < times; i++) {
                write(rows, directory.resolve(Integer.toString(i)));
            }
            return meter.stop(times * rows.size());
        } finally {
            delete(directory);
        }
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
