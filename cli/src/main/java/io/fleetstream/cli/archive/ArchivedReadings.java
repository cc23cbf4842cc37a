package io.fleetstream.cli.archive;

import io.fleetstream.schemas.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;

/** Archived readings as they came: device by device, each in the order its messages arrived. */
public final class ArchivedReadings {
    private static final String ORDER =
            "device_id, source_partition, source_offset, source_index, metric";

    private final LocalArchive archive;

    /** Of that archive. */
    public ArchivedReadings(LocalArchive archive) {
        this.archive = archive;
    }

    /**
     * Passes on the readings of a range; needs the memory of one, whatever the range.
     *
     * @param devices the only devices; all if empty
     * @throws IOException if there is no file of that range
     */
    public void visit(ArchiveRange range, Set<String> devices, Consumer<Reading> visitor)
            throws IOException, SQLException {
        List<Path> files =
                archive.list(range.of(Dataset.READINGS)).stream().map(ArchiveEntry::path).toList();
        if (files.isEmpty()) {
            throw new IOException("the archive has no readings of that range");
        }
        Properties settings = new Properties();
        settings.setProperty("jdbc_stream_results", "true");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:", settings);
                Statement statement = connection.createStatement()) {
            statement.execute("SET memory_limit='512MB'; SET threads=2");
            ReadingMaker maker = new ReadingMaker();
            String sql = ArchiveReplay.sql(Dataset.READINGS, files, range, devices, ORDER);
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    pass(maker.take(rows), visitor);
                }
            }
            pass(maker.finish(), visitor);
        }
    }

    private static void pass(Reading reading, Consumer<Reading> visitor) {
        if (reading != null) {
            visitor.accept(reading);
        }
    }
}
