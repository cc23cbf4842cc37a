package io.fleetstream.connectors.postgres;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes batches, whatever it takes: copies or upserts, waits for a database that is away, and
 * halves a batch in which a row is bad until it is alone. For one thread.
 *
 * <p>After a lost connection it is not known whether the rows were committed: they are upserted,
 * which leaves equal rows alone.
 */
final class BatchWriter<T> {
    private final String table;
    private final TableClient<T> client;
    private final Outage outage;
    private final WriteMode mode = new WriteMode();
    private final List<RefusedRow<T>> refused = new ArrayList<>();
    private int copied;
    private int upserted;
    private int changed;

    BatchWriter(String table, TableClient<T> client, Outage outage) {
        this.table = table;
        this.client = client;
        this.outage = outage;
    }

    /**
     * Writes all rows but those that are refused.
     *
     * @throws SQLException if a person has to help, or the outage lasts too long
     * @throws InterruptedException if nobody wants the rows written any more
     */
    WriteResult<T> write(KeyedRows<T> rows) throws SQLException, InterruptedException {
        refused.clear();
        copied = 0;
        upserted = 0;
        changed = 0;
        if (rows.size() > 0) {
            write(rows, 0, rows.size());
        }
        return new WriteResult<>(rows.size(), copied, upserted, changed, List.copyOf(refused));
    }

    private void write(KeyedRows<T> rows, int from, int to)
            throws SQLException, InterruptedException {
        while (true) {
            boolean copies = mode.copies();
            try {
                if (copies) {
                    copy(rows, from, to);
                } else {
                    upsert(rows, from, to);
                }
                outage.end();
                return;
            } catch (SQLException e) {
                switch (SqlFault.of(e)) {
                    case CONFLICT -> {
                        if (!copies) {
                            // not the key, but another unique index of the table
                            refuseOrHalve(rows, from, to, e);
                            return;
                        }
                        mode.conflict();
                    }
                    case ROW -> {
                        refuseOrHalve(rows, from, to, e);
                        return;
                    }
                    case PASSING -> {
                        client.forget();
                        mode.uncertain();
                        outage.rest(e);
                    }
                    case LASTING -> throw e;
                }
            }
        }
    }

    private void copy(KeyedRows<T> rows, int from, int to) throws SQLException {
        client.copy(rows, from, to);
        mode.copied();
        copied += to - from;
    }

    private void upsert(KeyedRows<T> rows, int from, int to) throws SQLException {
        int affected = client.upsert(rows, from, to);
        mode.upserted(to - from, affected);
        upserted += to - from;
        changed += affected;
    }

    private void refuseOrHalve(KeyedRows<T> rows, int from, int to, SQLException failure)
            throws SQLException, InterruptedException {
        outage.end();
        if (to - from == 1) {
            refused.add(new RefusedRow<>(rows.get(from).row(), Rejection.of(failure, table)));
            return;
        }
        int middle = (from + to) >>> 1;
        write(rows, from, middle);
        write(rows, middle, to);
    }
}
