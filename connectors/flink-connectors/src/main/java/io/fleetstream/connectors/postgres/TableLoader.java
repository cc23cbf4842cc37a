package io.fleetstream.connectors.postgres;

import io.fleetstream.connectors.jdbc.PostgresLogin;
import io.fleetstream.connectors.jdbc.PostgresSettings;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Writes rows into a table outside of a Flink job: the same writer behind a thread that waits. One
 * batch is filled while another is written. For one thread.
 */
public final class TableLoader<T> implements AutoCloseable {
    private final PostgresSettings settings;
    private final TableWriter<T> writer;
    private final BlockingQueue<Answer<T>> answer = new ArrayBlockingQueue<>(1);
    private RowBatch<T> filling;
    private RowBatch<T> spare;
    private boolean writing;
    private long written;

    /** Connects when the first batch is written. */
    public TableLoader(Table<T> table, PostgresSettings settings) {
        this.settings = settings;
        TableClient<T> client = new TableClient<>(new PostgresLogin(settings), table);
        BatchWriter<T> batches =
                new BatchWriter<>(
                        table.name(), client, new Outage(table.name(), settings.outage()));
        writer = new TableWriter<>(client, batches, "load-" + table.name());
        filling = new RowBatch<>(table);
        spare = new RowBatch<>(table);
    }

    /**
     * Adds a row; it is written with the others of its batch.
     *
     * @throws IOException if a row before it is refused
     * @throws IllegalStateException if rows before it cannot be written
     */
    public void add(T row) throws IOException, InterruptedException {
        filling.add(row);
        if (filling.isFull(settings)) {
            filling.byKey();
            send();
        }
    }

    /**
     * Writes all rows added so far.
     *
     * @return rows written since the beginning, one per key and batch
     */
    public long flush() throws IOException, InterruptedException {
        if (!filling.isEmpty()) {
            send();
        }
        await();
        return written;
    }

    @Override
    public void close() {
        writer.close();
    }

    private void send() throws IOException, InterruptedException {
        await();
        RowBatch<T> batch = filling;
        filling = spare;
        filling.clear();
        spare = batch;
        writing = true;
        writer.write(batch, new Asked<>(answer));
    }

    private void await() throws IOException, InterruptedException {
        if (!writing) {
            return;
        }
        writing = false;
        WriteResult<T> result = answer.take().result();
        if (!result.refused().isEmpty()) {
            throw new IOException(
                    "a row is refused: " + result.refused().get(0).rejection().describe());
        }
        written += result.rows();
    }

    /** What became of a batch: a result, or a failure. */
    private record Answer<T>(WriteResult<T> result, Exception failure) {
        @Override
        public WriteResult<T> result() {
            if (failure != null) {
                throw new IllegalStateException("rows cannot be written", failure);
            }
            return result;
        }
    }

    /** Passes the answer on to the thread that waits. */
    private record Asked<T>(BlockingQueue<Answer<T>> answers) implements TableWriter.Listener<T> {
        @Override
        public void written(WriteResult<T> result) {
            answers.add(new Answer<>(result, null));
        }

        @Override
        public void failed(Exception failure) {
            answers.add(new Answer<>(null, failure));
        }
    }
}
