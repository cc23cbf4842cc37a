package io.fleetstream.connectors.postgres;

import io.fleetstream.connectors.jdbc.PostgresSettings;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows that are written together, encoded as they come. Filled by one thread and then given to
 * another; may be used again after {@link #clear()}.
 */
final class RowBatch<T> {
    private static final int LENGTH_BYTES = 4;
    private static final int COUNT_BYTES = 2;

    private final Table<T> table;
    private final List<Column<T>> columns;
    private final RowEncoder encoder = new RowEncoder();
    private final List<EncodedRow<T>> rows = new ArrayList<>();
    private final boolean hasPrefix;
    private KeyedRows<T> byKey;

    RowBatch(Table<T> table) {
        this.table = table;
        this.columns = table.columns();
        this.hasPrefix = columns.get(0).type().isEightBytes();
    }

    /**
     * Adds a row behind the others.
     *
     * @throws UnencodableValueException if no database could hold it; the batch is as before
     */
    void add(T row) {
        byKey = null;
        int start = encoder.position();
        encoder.begin(columns.size());
        int keyEnd = start;
        for (int i = 0; i < columns.size(); i++) {
            Column<T> column = columns.get(i);
            Object value = column.value().apply(row);
            try {
                if (value == null && i < table.keyColumns()) {
                    throw UnencodableValueException.nullInKey();
                }
                column.type().encode(value, encoder);
            } catch (UnencodableValueException e) {
                encoder.truncate(start);
                throw e.in(column.name());
            }
            if (i == table.keyColumns() - 1) {
                keyEnd = encoder.position();
            }
        }
        rows.add(
                new EncodedRow<>(
                        row,
                        table.rank(row),
                        table.minorRank(row),
                        prefix(start),
                        start,
                        keyEnd,
                        encoder.position()));
    }

    int size() {
        return rows.size();
    }

    boolean isFull(PostgresSettings settings) {
        return rows.size() >= settings.batchSize() || bytes() >= settings.batchBytes();
    }

    int bytes() {
        return encoder.position();
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    void clear() {
        byKey = null;
        rows.clear();
        encoder.truncate(0);
    }

    /**
     * The rows as they are to be written; valid until the batch is cleared. Kept, so that whoever
     * fills a batch can put it in order while another is being written.
     */
    KeyedRows<T> byKey() {
        if (byKey == null) {
            byKey = KeyedRows.of(rows, encoder.bytes());
        }
        return byKey;
    }

    /** Signed numbers in the order of unsigned bytes. */
    private long prefix(int start) {
        return hasPrefix
                ? ByteBuffer.wrap(encoder.bytes()).getLong(start + COUNT_BYTES + LENGTH_BYTES)
                : 0;
    }
}
