package io.fleetstream.connectors.postgres;

import io.fleetstream.connectors.jdbc.PostgresLogin;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection of one writer to one table. Opened at the first use and after every {@link
 * #forget()}. For one thread, but {@link #abort()} may come from any.
 */
final class TableClient<T> {
    private static final Logger LOG = LoggerFactory.getLogger(TableClient.class);
    private static final Instant POSTGRES_EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private final PostgresLogin login;
    private final Table<T> table;
    private final String stage;
    private final String copyTable;
    private final String copyStage;
    private final String upsert;
    private final CopyStream copyStream = new CopyStream();
    private volatile Connection connection;
    private volatile boolean aborted;
    private boolean staged;

    TableClient(PostgresLogin login, Table<T> table) {
        this.login = login;
        this.table = table;
        stage = "pg_temp.fleet_stage_" + table.name();
        String columns = String.join(", ", table.names());
        copyTable = copy(table.name(), columns);
        copyStage = copy(stage, columns);
        upsert = UpsertStatement.ofStaged(table, stage);
    }

    /**
     * Copies rows into the table, all or none.
     *
     * @throws SQLException 23505 if a row with one of the keys is there
     */
    void copy(KeyedRows<T> rows, int from, int to) throws SQLException {
        copyStream.send(connected(), copyTable, rows, from, to);
    }

    /**
     * Writes what would change the table, all or nothing.
     *
     * @return rows inserted or changed
     */
    int upsert(KeyedRows<T> rows, int from, int to) throws SQLException {
        Connection open = connected();
        open.setAutoCommit(false);
        try {
            createStage(open);
            copyStream.send(open, copyStage, rows, from, to);
            int changed = merge(open, rows, from, to);
            open.commit();
            staged = true;
            return changed;
        } catch (SQLException e) {
            rollBack(open, e);
            throw e;
        } finally {
            if (!open.isClosed()) {
                open.setAutoCommit(true);
            }
        }
    }

    /** Closes the connection: nobody knows what state it is in. */
    void forget() {
        Connection old = connection;
        connection = null;
        staged = false;
        if (old != null) {
            try {
                old.close();
            } catch (SQLException e) {
                LOG.debug("a lost connection did not close cleanly", e);
            }
        }
    }

    /** Ends whatever is going on, and all that might begin. */
    void abort() {
        aborted = true;
        Connection open = connection;
        if (open != null) {
            try {
                open.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debug("a connection could not be cut", e);
            }
        }
    }

    private Connection connected() throws SQLException {
        Connection open = connection;
        if (open == null || open.isClosed()) {
            staged = false;
            open = login.connect();
            connection = open;
            if (aborted) {
                forget();
                throw new SQLException("the writer has been closed", "57014");
            }
            TableCheck.check(open, table);
        }
        return open;
    }

    private void createStage(Connection open) throws SQLException {
        if (!staged) {
            try (Statement statement = open.createStatement()) {
                // has the types of the table and none of its constraints
                statement.execute(
                        "CREATE TEMPORARY TABLE "
                                + stage
                                + " ON COMMIT DELETE ROWS AS SELECT "
                                + String.join(", ", table.names())
                                + " FROM "
                                + table.name()
                                + " WITH NO DATA");
            }
        }
    }

    private int merge(Connection open, KeyedRows<T> rows, int from, int to) throws SQLException {
        try (Statement statement = open.createStatement()) {
            // Each changed row of a compressed chunk unpacks a batch of 1,000. By its default
            // TimescaleDB
            // refuses a transaction that unpacks 100,000, the next time as well; PostgreSQL knows
            // no such
            // setting and takes it.
            statement.execute(
                    "SET LOCAL timescaledb.max_tuples_decompressed_per_dml_transaction = 0");
        }
        try (PreparedStatement statement = open.prepareStatement(upsert)) {
            if (table.isCutByTime()) {
                statement.setObject(1, time(rows.get(from)));
                statement.setObject(2, time(rows.get(to - 1)));
            }
            return statement.executeUpdate();
        }
    }

    private static OffsetDateTime time(EncodedRow<?> row) {
        return POSTGRES_EPOCH.plus(row.prefix(), ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    private static void rollBack(Connection open, SQLException failure) {
        try {
            open.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private static String copy(String table, String columns) {
        return "COPY " + table + " (" + columns + ") FROM STDIN (FORMAT binary)";
    }
}
