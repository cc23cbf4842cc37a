package io.fleetstream.jobs.ingest.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.ingest.state.QueueRow;
import org.apache.flink.api.common.state.MapState;

/** Raw messages of the current key that wait, first come first served. */
final class RecordQueue {
    private final MapState<Long, KafkaRecord> records;
    private final RawReader reader;
    private final long patience;

    /**
     * A queue in that state.
     *
     * @param reader tells when a message arrived
     * @param patience how long a message waits at most, in microseconds of arrival time
     */
    RecordQueue(MapState<Long, KafkaRecord> records, RawReader reader, long patience) {
        this.records = records;
        this.reader = reader;
        this.patience = patience;
    }

    /** Whether one more would be within the bounds. */
    static boolean hasRoom(QueueRow queue, KafkaRecord record, int messages, long bytes) {
        return queue == null
                ? messages > 0 && bytes(record) <= bytes
                : queue.size() < messages && queue.bytes() + bytes(record) <= bytes;
    }

    /** With one more. */
    QueueRow with(QueueRow queue, KafkaRecord record) throws Exception {
        long bytes = bytes(record);
        if (queue == null) {
            records.put(0L, record);
            return new QueueRow(0, 1, bytes, reader.receivedAt(record) + patience);
        }
        records.put(queue.head() + queue.size(), record);
        return new QueueRow(queue.head(), queue.size() + 1, queue.bytes() + bytes, queue.dueAt());
    }

    /** The one that has waited longest. */
    KafkaRecord first(QueueRow queue) throws Exception {
        return records.get(queue.head());
    }

    /** Without that one; null if it was the last. */
    QueueRow withoutFirst(QueueRow queue) throws Exception {
        long bytes = bytes(first(queue));
        records.remove(queue.head());
        if (queue.size() == 1) {
            return null;
        }
        long next = queue.head() + 1;
        return new QueueRow(
                next,
                queue.size() - 1,
                queue.bytes() - bytes,
                reader.receivedAt(records.get(next)) + patience);
    }

    private static long bytes(KafkaRecord record) {
        long bytes = length(record.key()) + length(record.value());
        for (int i = 0; i < record.headerCount(); i++) {
            bytes += record.headerName(i).length() + length(record.headerValue(i));
        }
        return bytes;
    }

    private static long length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
