package io.fleetstream.benchmarks.timescale;

import io.fleetstream.connectors.jdbc.PostgresSettings;
import io.fleetstream.connectors.postgres.TableLoader;
import io.fleetstream.jobs.timescale.ReadingTable;
import io.fleetstream.schemas.ReadingRow;
import java.io.IOException;

/** Ours: the writer of the job timescale, from rows as objects, as after a restart. */
public final class WriterLoading extends Loading {
    private TableLoader<ReadingRow> loader;

    @Override
    void connect(PostgresSettings settings) {
        loader = new TableLoader<>(ReadingTable.READINGS, settings);
    }

    @Override
    void load(long rows) throws IOException, InterruptedException {
        for (long i = 0; i < rows; i++) {
            loader.add(Values.row(i));
        }
        long written = loader.flush();
        if (written != rows) {
            throw new IllegalStateException(written + " rows written, expected " + rows);
        }
    }

    @Override
    void disconnect() {
        if (loader != null) {
            loader.close();
        }
    }
}
