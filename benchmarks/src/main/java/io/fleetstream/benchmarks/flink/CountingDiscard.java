package io.fleetstream.benchmarks.flink;

import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Counts records and drops them; closes the {@link DrainWindow} after the last one. */
public final class CountingDiscard<T> implements Sink<T> {
    private static final long serialVersionUID = 1L;

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        return new Writer<>();
    }

    private static final class Writer<T> implements SinkWriter<T> {
        private long records;

        @Override
        public void write(T element, Context context) {
            records++;
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
