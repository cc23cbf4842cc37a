package io.fleetstream.connectors.postgres;

import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A thread and a connection of its own that write one batch after the other, so that the next one
 * can be filled meanwhile.
 */
final class TableWriter<T> implements AutoCloseable {
    private static final long GRACE_SECONDS = 5;

    private final TableClient<T> client;
    private final BatchWriter<T> writer;
    private final ExecutorService thread;

    TableWriter(TableClient<T> client, BatchWriter<T> writer, String threadName) {
        this.client = client;
        this.writer = writer;
        this.thread = Executors.newSingleThreadExecutor(task -> daemon(task, threadName));
    }

    /** Hears of the end of a batch, in the thread of the writer. */
    interface Listener<T> {
        /** All rows are written, but those refused. */
        void written(WriteResult<T> result);

        /** A person has to help. */
        void failed(Exception failure);
    }

    /** Begins to write a batch, which nobody may touch until that is done. */
    void write(RowBatch<T> batch, Listener<T> listener) {
        thread.execute(
                () -> {
                    try {
                        listener.written(writer.write(batch.byKey()));
                    } catch (InterruptedException e) {
                        // only the one who closes this does that
                        Thread.currentThread().interrupt();
                    } catch (SQLException | RuntimeException e) {
                        listener.failed(e);
                    } catch (Error e) {
                        // whoever waits for this thread has to know that it will not come back
                        listener.failed(new IllegalStateException("the writer has ended", e));
                        throw e;
                    }
                });
    }

    /** Cuts the connection; what was being written comes again from the last checkpoint. */
    @Override
    public void close() {
        thread.shutdownNow();
        client.abort();
        try {
            // a driver that waits for the network has just been cut off
            thread.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.forget();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
