package io.fleetstream.benchmarks.parquet;

import io.fleetstream.benchmarks.measure.Better;
import io.fleetstream.benchmarks.measure.Figure;
import io.fleetstream.schemas.ReadingRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.file.CodecFactory;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.api.Binary;

/**
 * A day of the fleet in files: what one device's hour costs to read, and what a row costs to keep.
 */
final class FleetDay {
    private static final int HOURS = 24;
    private static final int HOUR = 12;
    private static final String DEVICE = "device-10500";
    private static final double TARGET_PERCENT = 5;

    private FleetDay() {}

    /**
     * Writes the day and looks at it.
     *
     * @param messages of each device and hour
     * @param quick whether it is too small for targets
     */
    static List<Figure> figures(Path directory, int messages, boolean quick) throws IOException {
        long day = 0;
        long hour = 0;
        Path file = null;
        List<ReadingRow> rows = List.of();
        for (int i = 0; i < HOURS; i++) {
            List<ReadingRow> arrived = FleetHour.rows(i, messages);
            SinkVariant.archive(arrived, directory.resolve(Integer.toString(i)).toUri());
            Path written = only(directory.resolve(Integer.toString(i)));
            day += Files.size(written);
            if (i == HOUR) {
                hour = Files.size(written);
                file = written;
                rows = FleetHour.sorted(arrived);
            }
        }
        long read = readOne(file, messages);
        double perRow = rows.size();
        List<Figure> figures = new ArrayList<>();
        Double target = quick ? null : Double.valueOf(TARGET_PERCENT);
        figures.add(share("device-hour.of-day", (double) read / day, target));
        figures.add(share("device-hour.of-its-hour", (double) read / hour, target));
        figures.add(size("parquet", hour / perRow));
        figures.add(size("csv", SizeOf.csv(rows) / perRow));
        figures.add(size("csv-zstd", SizeOf.csvZstd(rows) / perRow));
        figures.add(size("avro", SizeOf.avro(rows, CodecFactory.nullCodec()) / perRow));
        figures.add(size("avro-zstd", SizeOf.avro(rows, CodecFactory.zstandardCodec(3)) / perRow));
        return figures;
    }

    private static long readOne(Path file, int messages) throws IOException {
        CountingFile counting = new CountingFile(file);
        int found = 0;
        try (ParquetReader<Object> reader =
                AvroParquetReader.builder(counting, new PlainParquetConfiguration())
                        .withFilter(
                                FilterCompat.get(
                                        FilterApi.eq(
                                                FilterApi.binaryColumn("device_id"),
                                                Binary.fromString(DEVICE))))
                        .build()) {
            while (reader.read() != null) {
                found++;
            }
        }
        if (found != messages * FleetHour.METRICS) {
            throw new IOException(
                    found + " rows of one device instead of " + messages * FleetHour.METRICS);
        }
        return counting.read();
    }

    private static Path only(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("readings"))) {
            return files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
    }

    private static Figure share(String name, double value, Double target) {
        return new Figure("parquet." + name, 100 * value, "%", Better.LOWER, target);
    }

    private static Figure size(String format, double value) {
        return new Figure("parquet.size." + format, value, "B/row", Better.LOWER);
    }
}
