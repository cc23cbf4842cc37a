package io.fleetstream.connectors.jdbc;

import java.io.IOException;
import java.sql.SQLException;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Flink's JDBC sink, made safe to close after a failure.
 *
 * <p>The connector's writer sends what it still holds once more when it is closed, and throws if
 * that fails again; Flink takes an exception at this point as fatal and ends the TaskManager. Here
 * closing never throws: the rows come again from the last checkpoint. At a regular end they were
 * flushed before.
 */
final class AtLeastOnceSink<T> implements Sink<T> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(AtLeastOnceSink.class);

    private final Sink<T> sink;
    private final PostgresConnectionProvider connections;

    /** Both are copied together into each subtask, so they share their connection there. */
    AtLeastOnceSink(Sink<T> sink, PostgresConnectionProvider connections) {
        this.sink = sink;
        this.connections = connections;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
        return new Writer<>(sink.createWriter(context), connections);
    }

    private static final class Writer<T> implements SinkWriter<T> {
        private final SinkWriter<T> writer;
        private final PostgresConnectionProvider connections;

        Writer(SinkWriter<T> writer, PostgresConnectionProvider connections) {
            this.writer = writer;
            this.connections = connections;
        }

        @Override
        public void write(T element, Context context) throws IOException, InterruptedException {
            writer.write(element, context);
        }

        @Override
        public void flush(boolean endOfInput) throws IOException, InterruptedException {
            writer.flush(endOfInput);
        }

        @Override
        public void close() {
            try {
                writer.close();
            } catch (Exception e) {
                // whatever it is: see the class comment; the message may hold a whole statement
                LOG.warn("rows not written come again from the checkpoint: {}", state(e));
                connections.closeConnection();
            }
        }

        private static String state(Throwable failure) {
            for (Throwable each = failure; each != null; each = each.getCause()) {
                if (each instanceof SQLException sql) {
                    return "SQLSTATE " + sql.getSQLState();
                }
            }
            return failure.getClass().getName();
        }
    }
}
