package io.fleetstream.benchmarks.shadow;

import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Makes bytes of what it gets, as a sink into Kafka would, books and drops them. */
final class BookingSink<T> implements Sink<T> {
    private static final long serialVersionUID = 1L;

    private final Entry<T> entry;

    BookingSink(Entry<T> entry) {
        this.entry = entry;
    }

    /** How an element is booked. */
    interface Entry<T> extends Serializable {
        /** Before the first element. */
        default void open(SerializationSchema.InitializationContext context) throws Exception {}

        void book(T element, Books books) throws IOException;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
        try {
            entry.open(context.asSerializationSchemaInitializationContext());
        } catch (Exception e) { // as the interface of Flink's serialisers has it
            throw new IOException("a serialiser cannot be opened", e);
        }
        return new Writer<>(entry, Ledger.books());
    }

    private static final class Writer<T> implements SinkWriter<T> {
        private final Entry<T> entry;
        private final Books books;

        Writer(Entry<T> entry, Books books) {
            this.entry = entry;
            this.books = books;
        }

        @Override
        public void write(T element, Context context) throws IOException {
            entry.book(element, books);
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
    }
}
