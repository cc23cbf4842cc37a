package io.fleetstream.benchmarks.bridge;

import io.fleetstream.benchmarks.kafka.CommittedRecords;
import io.fleetstream.benchmarks.kafka.Telemetry;
import io.fleetstream.schemas.RecordHeaders;
import java.time.Duration;
import java.util.BitSet;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Watches the messages of a round arrive in Kafka, each counted once. Heartbeats are not counted,
 * nor is what the broker delivers again: repeats, and the end of the round before if its
 * acknowledgements were cut off.
 */
final class Arrivals implements AutoCloseable {
    private final CommittedRecords records;
    private BitSet seen = new BitSet();
    private long first;
    private int messages;
    private long repeats;
    private long firstNanos;
    private long lastNanos;

    /** From the present end of the topic. */
    Arrivals(String bootstrapServers, String topic) {
        records = new CommittedRecords(bootstrapServers, topic);
    }

    /**
     * Begins a round.
     *
     * @param from number of its first message, as {@link Telemetry#number} counts
     * @param count messages of the round
     */
    void expect(long from, long count) {
        seen = new BitSet();
        first = from;
        messages = Math.toIntExact(count);
        repeats = 0;
    }

    /**
     * Waits for all messages of the round.
     *
     * @return nanoseconds between the first and the last
     * @throws TimeoutException if they do not all come; the message says how many did
     */
    long await(Duration limit) throws TimeoutException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (seen.cardinality() < messages) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(
                        "%d of %d messages have arrived in Kafka within %d s"
                                .formatted(seen.cardinality(), messages, limit.toSeconds()));
            }
            records.poll(this::arrived);
        }
        return lastNanos - firstNanos;
    }

    /** Reads what still comes, for a short time. */
    void settle() {
        records.poll(this::arrived);
        records.poll(this::arrived);
    }

    /** Messages that came again since the round began. */
    long repeats() {
        return repeats;
    }

    private void arrived(ConsumerRecord<byte[], byte[]> record) {
        if (record.headers().lastHeader(RecordHeaders.HEARTBEAT) != null) {
            return;
        }
        long number = Telemetry.number(record.value()) - first;
        if (number < 0 || seen.get(Math.toIntExact(number))) {
            repeats++;
            return;
        }
        lastNanos = System.nanoTime();
        if (seen.isEmpty()) {
            firstNanos = lastNanos;
        }
        seen.set(Math.toIntExact(number));
    }

    @Override
    public void close() {
        records.close();
    }
}
