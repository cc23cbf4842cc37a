package io.fleetstream.connectors.postgres;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of a batch, one per key, in the order of their keys' bytes. All writers use this order, so
 * that none waits for another that waits for it.
 */
final class KeyedRows<T> {
    private final List<EncodedRow<T>> rows;
    private final byte[] bytes;

    private KeyedRows(List<EncodedRow<T>> rows, byte[] bytes) {
        this.rows = rows;
        this.bytes = bytes;
    }

    static <T> KeyedRows<T> of(List<EncodedRow<T>> arrived, byte[] bytes) {
        List<EncodedRow<T>> sorted = new ArrayList<>(arrived);
        // stable: rows with one key stay in the order they came
        sorted.sort((a, b) -> compare(a, b, bytes));
        List<EncodedRow<T>> kept = new ArrayList<>(sorted.size());
        for (EncodedRow<T> row : sorted) {
            int last = kept.size() - 1;
            if (last < 0 || compare(kept.get(last), row, bytes) != 0) {
                kept.add(row);
            } else if (row.staysOver(kept.get(last))) {
                kept.set(last, row);
            }
        }
        return new KeyedRows<>(kept, bytes);
    }

    int size() {
        return rows.size();
    }

    EncodedRow<T> get(int index) {
        return rows.get(index);
    }

    byte[] bytes() {
        return bytes;
    }

    private static int compare(EncodedRow<?> a, EncodedRow<?> b, byte[] bytes) {
        return a.prefix() == b.prefix()
                ? Arrays.compareUnsigned(bytes, a.start(), a.keyEnd(), bytes, b.start(), b.keyEnd())
                : Long.compare(a.prefix(), b.prefix());
    }
}
