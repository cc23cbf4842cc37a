package io.fleetstream.jobs.archive;

import io.fleetstream.schemas.ReadingRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificData;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/** Reads an archive as anybody else would: whatever has its final name, and nothing more. */
final class ParquetFiles {
    private static final Map<Path, Long> COUNTED = new ConcurrentHashMap<>();
    private static final ParquetConfiguration CONFIGURATION = new PlainParquetConfiguration();

    private ParquetFiles() {}

    static List<Path> in(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".parquet"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Number of rows, by the files' footers; each is read once, because files do not change. */
    static long count(Path directory) {
        return in(directory).stream()
                .mapToLong(file -> COUNTED.computeIfAbsent(file, ParquetFiles::countFile))
                .sum();
    }

    private static long countFile(Path file) {
        ParquetReadOptions options = ParquetReadOptions.builder(CONFIGURATION).build();
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
            return reader.getRecordCount();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<ReadingRow> rows(Path directory) throws IOException {
        List<ReadingRow> rows = new ArrayList<>();
        for (Path file : in(directory)) {
            try (ParquetReader<ReadingRow> reader =
                    AvroParquetReader.<ReadingRow>builder(new LocalInputFile(file), CONFIGURATION)
                            .withDataModel(SpecificData.getForClass(ReadingRow.class))
                            .build()) {
                for (ReadingRow row = reader.read(); row != null; row = reader.read()) {
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    /** Rows as Parquet has them, whatever their columns are. */
    static List<Group> groups(Path directory) throws IOException {
        List<Group> rows = new ArrayList<>();
        ParquetReadOptions options = ParquetReadOptions.builder(CONFIGURATION).build();
        for (Path file : in(directory)) {
            try (ParquetFileReader reader =
                    ParquetFileReader.open(new LocalInputFile(file), options)) {
                MessageType schema = reader.getFileMetaData().getSchema();
                for (PageReadStore group = reader.readNextRowGroup();
                        group != null;
                        group = reader.readNextRowGroup()) {
                    RecordReader<Group> records =
                            new ColumnIOFactory()
                                    .getColumnIO(schema)
                                    .getRecordReader(group, new GroupRecordConverter(schema));
                    for (long i = 0; i < group.getRowCount(); i++) {
                        rows.add(records.read());
                    }
                }
            }
        }
        return rows;
    }
}
