package io.fleetstream.benchmarks.parquet;

import io.fleetstream.connectors.parquet.file.ParquetRows;
import io.fleetstream.schemas.ReadingRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;

/**
 * Parquet's own writer alone, fed without a record in between: the ceiling. Rows come sorted; same
 * schema, codec, pages and row groups as the archive's; encodings are the writer's own.
 */
public class WriterVariant extends FilesVariant {
    @Override
    final List<ReadingRow> ordered(List<ReadingRow> arrived) {
        return FleetHour.sorted(arrived);
    }

    @Override
    final void write(List<ReadingRow> given, Path directory) throws IOException {
        Files.createDirectories(directory);
        try (ParquetWriter<ReadingRow> writer =
                writer(new LocalOutputFile(directory.resolve("rows.parquet")))) {
            for (ReadingRow row : given) {
                writer.write(row);
            }
        }
    }

    /** Opens a file. */
    ParquetWriter<ReadingRow> writer(LocalOutputFile file) throws IOException {
        return with(new RowWriteSupport.Builder(file)).build();
    }

    /** The settings both writers have. */
    static <B extends ParquetWriter.Builder<ReadingRow, B>> B with(B builder) {
        return builder.withConf(new PlainParquetConfiguration())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withPageRowCountLimit(ParquetRows.PAGE_ROWS)
                .withSizeStatisticsEnabled(false)
                .withValidation(false);
    }
}
