package io.fleetstream.benchmarks.rollout;

import io.fleetstream.benchmarks.flink.DrainWindow;
import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Books what it gets, and drops it. */
final class BookingSink<T> implements Sink<T> {
    private static final long serialVersionUID = 1L;

    private final Entry<T> entry;
    private final boolean closes;

    /**
     * A sink.
     *
     * @param closes whether the end of its input is the end of what is measured
     */
    BookingSink(Entry<T> entry, boolean closes) {
        this.entry = entry;
        this.closes = closes;
    }

    /** How an element is booked. */
    @FunctionalInterface
    interface Entry<T> extends Serializable {
        void book(T element) throws IOException;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        return new Writer<>(entry, closes);
    }

    private static final class Writer<T> implements SinkWriter<T> {
        private final Entry<T> entry;
        private final boolean closes;
        private long records;

        Writer(Entry<T> entry, boolean closes) {
            this.entry = entry;
            this.closes = closes;
        }

        @Override
        public void write(T element, Context context) throws IOException {
            records++;
            entry.book(element);
        }

        @Override
        public void flush(boolean endOfInput) {
            if (closes && endOfInput) {
                DrainWindow.close(records);
            }
        }

        @Override
        public void close() {}
    }
}
