package io.fleetstream.benchmarks.bridge;

import io.fleetstream.benchmarks.kafka.CommittedRecords;
import io.fleetstream.schemas.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Watches distinct messages arrive in Kafka; heartbeats and repeats are not counted. */
final class Arrivals implements AutoCloseable {
    private final CommittedRecords records;
    private final Set<String> seen = new HashSet<>();
    private long firstNanos;
    private long lastNanos;
    private long repeats;

    /** From the present end of the topic. */
    Arrivals(String bootstrapServers, String topic) {
        records = new CommittedRecords(bootstrapServers, topic);
    }

    /**
     * Waits for that many messages that were not there before.
     *
     * @return nanoseconds between the first and the last
     * @throws TimeoutException if they do not all come; the message says how many did
     */
    long await(long messages, Duration limit) throws TimeoutException {
        seen.clear();
        repeats = 0;
        long deadline = System.nanoTime() + limit.toNanos();
        while (seen.size() < messages) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(
                        "%d of %d messages have arrived in Kafka within %d s"
                                .formatted(seen.size(), messages, limit.toSeconds()));
            }
            records.poll(this::arrived);
        }
        return lastNanos - firstNanos;
    }

    /** Messages of the last wait that came more than once. */
    long repeats() {
        return repeats;
    }

    private void arrived(ConsumerRecord<byte[], byte[]> record) {
        if (record.headers().lastHeader(RecordHeaders.HEARTBEAT) != null) {
            return;
        }
        if (seen.isEmpty()) {
            firstNanos = System.nanoTime();
        }
        if (seen.add(identity(record.value()))) {
            lastNanos = System.nanoTime();
        } else {
            repeats++;
        }
    }

    /** Device and sequence number stand before the time, in every payload. */
    private static String identity(byte[] payload) {
        String text = new String(payload, StandardCharsets.ISO_8859_1);
        return text.substring(0, text.indexOf(",\"ts\""));
    }

    @Override
    public void close() {
        records.close();
    }
}
