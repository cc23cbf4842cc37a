package io.fleetstream.jobs.archive;

import io.fleetstream.connectors.parquet.OrgHourBuckets;
import io.fleetstream.connectors.parquet.ParquetSinks;
import io.fleetstream.schemas.ReadingRow;
import org.apache.flink.connector.file.sink.FileSink;

/** The archive's files of readings: one row per value, below {@code readings/}. */
final class ReadingFiles {
    private static final String DIRECTORY = "readings/";

    private ReadingFiles() {}

    static FileSink<ReadingRow> sink(ArchiveConfig config) {
        return ParquetSinks.of(
                config.uri().resolve(DIRECTORY),
                ReadingRow.class,
                new OrgHourBuckets<>(ReadingRow::getOrg, ReadingRow::getTime),
                "readings");
    }
}
