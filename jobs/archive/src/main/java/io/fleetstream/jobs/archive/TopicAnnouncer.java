package io.fleetstream.jobs.archive;

import io.fleetstream.connectors.confluent.AvroTopicSerializer;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.connectors.parquet.FileAnnouncer;
import io.fleetstream.schemas.ArchivedFile;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes published files to {@code archive.files}, at least once, under their path. */
final class TopicAnnouncer implements FileAnnouncer {
    private final KafkaProducer<byte[], byte[]> producer;
    private final AvroTopicSerializer<ArchivedFile> serializer;

    TopicAnnouncer(KafkaSettings settings) {
        Map<String, Object> properties = new HashMap<>(settings.properties());
        properties.put("bootstrap.servers", settings.bootstrapServers());
        properties.put("acks", "all");
        producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer());
        serializer =
                new AvroTopicSerializer<>(
                        Topics.ARCHIVE_FILES, ArchivedFile.class, ArchivedFile::getPath, settings);
    }

    @Override
    public void announce(ArchivedFile file) throws IOException {
        try {
            producer.send(serializer.serialize(file, null, null)).get();
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("announcing a file").initCause(e);
        } catch (ExecutionException | KafkaException e) {
            throw new IOException("Kafka did not take the announcement of " + file.getPath(), e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
