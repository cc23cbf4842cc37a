package io.fleetstream.connectors.parquet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/** Reads what has been published, as anybody would: files of that suffix, and nothing else. */
final class MeasuredFiles {
    private MeasuredFiles() {}

    static List<Path> in(Path archive) throws IOException {
        Path dataset = archive.resolve("measured");
        if (!Files.isDirectory(dataset)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(dataset)) {
            return files.filter(file -> file.toString().endsWith(".parquet")).sorted().toList();
        }
    }

    static List<Measured> rows(Path archive) throws IOException {
        List<Measured> rows = new ArrayList<>();
        for (Path file : in(archive)) {
            rows.addAll(rowsOf(file));
        }
        return rows;
    }

    static List<Measured> rowsOf(Path file) throws IOException {
        List<Measured> rows = new ArrayList<>();
        ParquetReadOptions options =
                ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
            MessageType schema = reader.getFileMetaData().getSchema();
            for (PageReadStore group = reader.readNextRowGroup();
                    group != null;
                    group = reader.readNextRowGroup()) {
                RecordReader<Group> records =
                        new ColumnIOFactory()
                                .getColumnIO(schema)
                                .getRecordReader(group, new GroupRecordConverter(schema));
                for (long i = 0; i < group.getRowCount(); i++) {
                    rows.add(row(records.read()));
                }
            }
        }
        return rows;
    }

    private static Measured row(Group group) {
        return new Measured(
                group.getString("org", 0),
                group.getString("device_id", 0),
                group.getLong("time", 0),
                group.getString("metric", 0),
                group.getFieldRepetitionCount("value") == 0 ? null : group.getDouble("value", 0),
                group.getFieldRepetitionCount("note") == 0 ? null : group.getString("note", 0));
    }
}
