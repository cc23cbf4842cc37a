package io.fleetstream.benchmarks.flink;

import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Counts records and drops them; closes the {@link DrainWindow} after the last one. */
public final class CountingDiscard<T> implements Sink<T> {
    private static final long serialVersionUID = 1L;

    private final long last;

    /** Closes the window at the end of its input. */
    public CountingDiscard() {
        this(Long.MAX_VALUE);
    }

    /**
     * Closes the window behind a record, and at the end of its input if that comes first.
     *
     * @param last number of the record, from 1
     */
    public CountingDiscard(long last) {
        this.last = last;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        return new Writer<>(last);
    }

    private static final class Writer<T> implements SinkWriter<T> {
        private final long last;
        private long records;

        Writer(long last) {
            this.last = last;
        }

        @Override
        public void write(T element, Context context) {
            if (++records == last) {
                DrainWindow.close(records);
            }
        }

        @Override
        public void flush(boolean endOfInput) {
            if (endOfInput) {
                DrainWindow.close(records);
            }
        }

        @Override
        public void close() {}
    }
}
