package io.fleetstream.connectors.postgres;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Sends encoded rows through {@code COPY … (FORMAT binary)}, many in each message. */
final class CopyStream {
    private static final int CHUNK = 1 << 16;

    /** Signature, no flags, no extension. */
    private static final byte[] HEADER =
            "PGCOPY\n\u00ff\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

    private static final byte[] TRAILER = {-1, -1};

    private final byte[] chunk = new byte[CHUNK];
    private int filled;

    /** Sends the rows and waits for the server to have taken them. */
    void send(Connection connection, String sql, KeyedRows<?> rows, int from, int to)
            throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            filled = 0;
            put(copy, HEADER, 0, HEADER.length);
            for (int i = from; i < to; i++) {
                EncodedRow<?> row = rows.get(i);
                put(copy, rows.bytes(), row.start(), row.end() - row.start());
            }
            put(copy, TRAILER, 0, TRAILER.length);
            copy.writeToCopy(chunk, 0, filled);
            copy.endCopy();
        } catch (SQLException e) {
            cancel(copy, e);
            throw e;
        }
    }

    private void put(CopyIn copy, byte[] bytes, int offset, int length) throws SQLException {
        if (filled + length > CHUNK) {
            copy.writeToCopy(chunk, 0, filled);
            filled = 0;
        }
        if (length > CHUNK) {
            copy.writeToCopy(bytes, offset, length);
        } else {
            System.arraycopy(bytes, offset, chunk, filled, length);
            filled += length;
        }
    }

    private static void cancel(CopyIn copy, SQLException failure) {
        if (copy.isActive()) {
            try {
                copy.cancelCopy();
            } catch (SQLException e) {
                failure.addSuppressed(e);
            }
        }
    }
}
