package io.fleetstream.cli.topic;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends records in batches and remembers the first failure. What {@link #flush} has returned for is
 * in Kafka; before that nothing is promised.
 */
public final class RecordSender implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /** Connects lazily. */
    public RecordSender(Cluster cluster) {
        producer =
                new KafkaProducer<>(
                        cluster.client(
                                Map.of(
                                        "acks",
                                        "all",
                                        "linger.ms",
                                        20,
                                        // In the JDK: lz4 would unpack a native library into the
                                        // system's temp folder, and a killed command leave it
                                        // there.
                                        "compression.type",
                                        "gzip",
                                        "max.request.size",
                                        16 << 20,
                                        "delivery.timeout.ms",
                                        60_000,
                                        "max.block.ms",
                                        60_000)),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    /** How many partitions the topic has. */
    public int partitions(String topic) throws IOException {
        try {
            return producer.partitionsFor(topic).size();
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            throw new IOException("Kafka does not tell about " + topic + ": " + e.getMessage(), e);
        }
    }

    /** Sends in the background; blocks only while the buffer is full. */
    public void send(ProducerRecord<byte[], byte[]> record) throws IOException {
        try {
            // what becomes of it the callback says
            Future<RecordMetadata> unused =
                    producer.send(
                            record,
                            (metadata, thrown) -> {
                                if (thrown != null) {
                                    failure.compareAndSet(null, thrown);
                                }
                            });
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            failure.compareAndSet(null, e);
        }
        throwFailure();
    }

    /** Waits until Kafka has everything. */
    public void flush() throws IOException {
        producer.flush();
        throwFailure();
    }

    @Override
    public void close() {
        producer.close();
    }

    private void throwFailure() throws IOException {
        Exception thrown = failure.get();
        if (thrown != null) {
            throw new IOException("Kafka did not take a record: " + thrown.getMessage(), thrown);
        }
    }
}
