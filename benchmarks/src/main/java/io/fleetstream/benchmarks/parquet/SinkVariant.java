package io.fleetstream.benchmarks.parquet;

import io.fleetstream.connectors.parquet.ArchiveSettings;
import io.fleetstream.connectors.parquet.Publisher;
import io.fleetstream.connectors.parquet.staging.Section;
import io.fleetstream.connectors.parquet.staging.Stager;
import io.fleetstream.jobs.archive.dataset.ReadingRowType;
import io.fleetstream.schemas.ReadingRow;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The archive's sink, all of it: rows as they arrive are gathered, staged at twelve checkpoints,
 * merged and published.
 */
public final class SinkVariant extends FilesVariant {
    private static final int CHECKPOINTS = 12;

    @Override
    List<ReadingRow> ordered(List<ReadingRow> arrived) {
        return arrived;
    }

    @Override
    void write(List<ReadingRow> given, Path directory) throws IOException {
        archive(given, directory.toUri());
    }

    /** Archives rows below the directory; one file for each hour. */
    static void archive(List<ReadingRow> rows, URI root) throws IOException {
        URI directory = URI.create(root.toString().replaceAll("/*$", "/"));
        ReadingRowType type = new ReadingRowType();
        ArchiveSettings settings =
                new ArchiveSettings(directory, "bench", 1, 1L << 30, 1L << 30, 1, 1, false);
        Stager<ReadingRow> stager =
                new Stager<>(
                        type,
                        1,
                        Long.MAX_VALUE,
                        () ->
                                new org.apache.flink.core.fs.Path(
                                        directory + "_staging/" + UUID.randomUUID()),
                        System::currentTimeMillis);
        List<Section> sections = new ArrayList<>();
        int each = (rows.size() + CHECKPOINTS - 1) / CHECKPOINTS;
        int since = 0;
        for (ReadingRow row : rows) {
            stager.add(row);
            if (++since == each) {
                stager.flush().forEach(sections::addAll);
                since = 0;
            }
        }
        stager.flush().forEach(sections::addAll);
        new Publisher(type, settings).publish(sections);
    }
}
