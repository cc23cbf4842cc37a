package io.fleetstream.cli.topic;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes Avro records to topics in the Confluent wire format, for commands of the operator. */
public final class AvroTopicWriter implements AutoCloseable {
    private final AvroCodec codec;
    private final RecordSender sender;

    /** Connects lazily; nothing is sent yet. */
    public AvroTopicWriter(Cluster cluster) {
        codec = new AvroCodec(cluster.registryUrl());
        sender = new RecordSender(cluster);
    }

    /** Sends one record in the background; {@link #flush} tells whether it arrived. */
    public <T extends SpecificRecord> void send(String topic, String key, T value)
            throws IOException {
        sender.send(new ProducerRecord<>(topic, bytes(key), codec.encode(topic, value)));
    }

    /** Deletes what a compacted topic has of that key, likewise. */
    public void delete(String topic, String key) throws IOException {
        sender.send(new ProducerRecord<>(topic, bytes(key), null));
    }

    /** Waits until Kafka has everything that was sent. */
    public void flush() throws IOException {
        sender.flush();
    }

    @Override
    public void close() throws IOException {
        sender.close();
        codec.close();
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
