package io.fleetstream.connectors.jdbc;

import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;
import org.apache.flink.connector.jdbc.JdbcStatementBuilder;
import org.apache.flink.connector.jdbc.core.datastream.sink.JdbcSink;

/**
 * Sinks into PostgreSQL tables, at least once: after a restart the rows since the last checkpoint
 * come again, so the statement must be one that may be repeated, see {@link UpsertSql}.
 *
 * <p>Rows are sent in batches, and before every checkpoint. Within a subtask they keep their order;
 * key the stream so that all rows of one key pass through one subtask. Each row is a statement of
 * its own inside the batch: the driver's rewriting into many-row inserts is not used, because
 * {@code ON CONFLICT} fails when one statement holds two rows of the same key, and a device that
 * sends a value twice would stop the job.
 */
public final class PostgresSinks {
    /** Attempts at a batch whose connection is fine, such as after a deadlock. */
    private static final int RETRIES = 3;

    private PostgresSinks() {}

    /**
     * Executes the statement for every element.
     *
     * @param sql with parameters
     * @param binder sets them
     */
    public static <T> Sink<T> of(
            PostgresSettings settings, String sql, JdbcStatementBuilder<T> binder) {
        PostgresConnectionProvider connections = new PostgresConnectionProvider(settings);
        Sink<T> sink =
                JdbcSink.<T>builder()
                        .withQueryStatement(sql, binder)
                        .withExecutionOptions(
                                JdbcExecutionOptions.builder()
                                        .withBatchSize(settings.batchSize())
                                        .withBatchIntervalMs(settings.batchInterval().toMillis())
                                        .withMaxRetries(RETRIES)
                                        .build())
                        .buildAtLeastOnce(connections);
        return new AtLeastOnceSink<>(sink, connections);
    }
}
