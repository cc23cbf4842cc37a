package io.fleetstream.benchmarks.timescale;

import io.fleetstream.connectors.jdbc.PostgresLogin;
import io.fleetstream.connectors.jdbc.PostgresSettings;
import io.fleetstream.jobs.timescale.ReadingTable;
import io.fleetstream.schemas.ReadingRow;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;
import org.apache.flink.connector.jdbc.datasource.connections.JdbcConnectionProvider;
import org.apache.flink.connector.jdbc.internal.JdbcOutputFormat;
import org.apache.flink.connector.jdbc.internal.JdbcOutputSerializer;
import org.apache.flink.connector.jdbc.internal.executor.JdbcBatchStatementExecutor;

/**
 * The anchor: what Flink's JDBC sink does with an element, without the rest of Flink. An upsert per
 * row, which the driver rewrites into inserts of many rows: the fastest it can do.
 */
public final class JdbcLoading extends Loading {
    private static final String UPSERT =
            ReadingTable.READINGS.upsertSql().replaceAll(" WHERE \\(.*", "");

    private JdbcOutputFormat<ReadingRow, ReadingRow, JdbcBatchStatementExecutor<ReadingRow>> format;

    @Override
    void connect(PostgresSettings settings) throws IOException {
        format =
                new JdbcOutputFormat<>(
                        new OneConnection(settings),
                        JdbcExecutionOptions.builder()
                                .withBatchSize(BATCH)
                                .withBatchIntervalMs(0)
                                .withMaxRetries(0)
                                .build(),
                        () ->
                                JdbcBatchStatementExecutor.simple(
                                        UPSERT, ReadingTable.READINGS::bind));
        format.open(JdbcOutputSerializer.of(null, false));
    }

    @Override
    void load(long rows) throws IOException {
        for (long i = 0; i < rows; i++) {
            format.writeRecord(Values.row(i));
        }
        format.flush();
    }

    @Override
    void disconnect() {
        if (format != null) {
            format.close();
        }
    }

    private static final class OneConnection implements JdbcConnectionProvider {
        private static final long serialVersionUID = 1L;

        private final PostgresSettings settings;
        private transient Connection connection;

        OneConnection(PostgresSettings settings) {
            this.settings = settings;
        }

        @Override
        public Connection getConnection() {
            return connection;
        }

        @Override
        public boolean isConnectionValid() throws SQLException {
            return connection.isValid(1);
        }

        @Override
        public Connection getOrEstablishConnection() throws SQLException {
            if (connection == null) {
                connection = new PostgresLogin(settings).connect();
            }
            return connection;
        }

        @Override
        public void closeConnection() {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException("the connection cannot be closed", e);
            }
        }

        @Override
        public Connection reestablishConnection() throws SQLException {
            throw new SQLException("no second connection: its backend would not be measured");
        }

        @Override
        public void close() {
            closeConnection();
        }
    }
}
