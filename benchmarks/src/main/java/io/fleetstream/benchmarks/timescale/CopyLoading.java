package io.fleetstream.benchmarks.timescale;

import io.fleetstream.connectors.jdbc.PostgresLogin;
import io.fleetstream.connectors.jdbc.PostgresSettings;
import io.fleetstream.connectors.postgres.TableLoader;
import io.fleetstream.jobs.timescale.ReadingTable;
import io.fleetstream.schemas.ReadingRow;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

/**
 * The ceiling: bytes that PostgreSQL itself has made of the rows, sent through binary {@code COPY}
 * in batches. No encoding, no order, no thought of what is there.
 */
public final class CopyLoading extends Loading {
    private static final int CHUNK = 1 << 16;
    private static final int HEADER_BYTES = 19;
    private static final int TRAILER_BYTES = 2;

    private final List<byte[]> batches = new ArrayList<>();
    private Connection connection;

    @Override
    void prepare(PostgresSettings settings, long rows) throws Exception {
        if (!batches.isEmpty()) {
            return;
        }
        execute(settings, "TRUNCATE device_readings");
        try (TableLoader<ReadingRow> loader = new TableLoader<>(ReadingTable.READINGS, settings)) {
            for (long i = 0; i < rows; i++) {
                loader.add(Values.row(i));
            }
            loader.flush();
        }
        try (Connection reading = new PostgresLogin(settings).connect()) {
            read(reading.unwrap(PGConnection.class).getCopyAPI());
        }
    }

    private void read(CopyManager copies) throws SQLException {
        CopyOut out =
                copies.copyOut(
                        "COPY (SELECT * FROM device_readings ORDER BY time, device_id, metric)"
                                + " TO STDOUT (FORMAT binary)");
        byte[] header = new byte[HEADER_BYTES];
        ByteArrayOutputStream batch = new ByteArrayOutputStream();
        int inBatch = 0;
        byte[] row = out.readFromCopy();
        while (row != null) {
            int start = row[0] == 'P' ? HEADER_BYTES : 0;
            if (start > 0) {
                System.arraycopy(row, 0, header, 0, HEADER_BYTES);
            }
            if (row.length - start > TRAILER_BYTES) {
                if (inBatch == 0) {
                    batch.write(header, 0, HEADER_BYTES);
                }
                batch.write(row, start, row.length - start);
                inBatch++;
            }
            if (inBatch == BATCH) {
                finish(batch);
                inBatch = 0;
            }
            row = out.readFromCopy();
        }
        if (inBatch > 0) {
            finish(batch);
        }
    }

    private void finish(ByteArrayOutputStream batch) {
        batch.write(-1);
        batch.write(-1);
        batches.add(batch.toByteArray());
        batch.reset();
    }

    @Override
    void connect(PostgresSettings settings) throws SQLException {
        connection = new PostgresLogin(settings).connect();
    }

    @Override
    void load(long rows) throws SQLException {
        CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
        long written = 0;
        for (byte[] batch : batches) {
            CopyIn in = copies.copyIn("COPY device_readings FROM STDIN (FORMAT binary)");
            for (int from = 0; from < batch.length; from += CHUNK) {
                in.writeToCopy(batch, from, Math.min(CHUNK, batch.length - from));
            }
            written += in.endCopy();
        }
        if (written != rows) {
            throw new IllegalStateException(written + " rows copied, expected " + rows);
        }
    }

    @Override
    void disconnect() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }
}
