package io.fleetstream.jobs.notify;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Keeps what it gets, in this process. */
final class CollectSink<T> implements Sink<T> {
    private static final long serialVersionUID = 1L;
    private static final Map<String, Queue<Object>> COLLECTED = new ConcurrentHashMap<>();

    private final String id = UUID.randomUUID().toString();

    CollectSink() {
        COLLECTED.put(id, new LinkedBlockingQueue<>());
    }

    List<T> collected(Class<T> type) {
        return COLLECTED.get(id).stream().map(type::cast).toList();
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        return new Writer<>(COLLECTED.get(id));
    }

    private record Writer<T>(Queue<Object> into) implements SinkWriter<T> {
        @Override
        public void write(T element, Context context) {
            into.add(element);
        }

        @Override
        public void flush(boolean endOfInput) {
            // nothing waits
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
