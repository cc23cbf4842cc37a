package io.fleetstream.jobs.common.testing;

import io.fleetstream.connectors.confluent.AvroTopicSerializer;
import io.fleetstream.connectors.confluent.ConfluentAvroDecoder;
import io.fleetstream.connectors.confluent.SchemaGuard;
import io.fleetstream.connectors.confluent.UndecodableRecordException;
import io.fleetstream.connectors.kafka.Heartbeats;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSettings;
import io.fleetstream.schemas.kafka.TopicProvisioner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes and reads topics from outside the job under test. */
public final class TopicClient implements AutoCloseable {
    private final KafkaSettings settings;
    private final KafkaProducer<byte[], byte[]> producer;

    /** A client of the Kafka and the registry of the settings. */
    public TopicClient(KafkaSettings settings) {
        this.settings = settings;
        this.producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", settings.bootstrapServers(), "acks", "all"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    /** Creates every topic of the catalogue, with that many partitions and one replica. */
    public void createTopics(int partitions) {
        TopicProvisioner.create(
                settings.bootstrapServers(), OptionalInt.of(partitions), OptionalInt.of(1), false);
    }

    /** Creates one topic of a test's own, with one replica. */
    public void createTopic(String topic, int partitions) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", settings.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
        }
    }

    /** Writes Avro records in the wire format and waits for the broker. */
    public <T extends SpecificRecordBase> void send(
            String topic, Class<T> type, AvroTopicSerializer.Key<T> key, List<T> records) {
        try {
            SchemaGuard.register(settings, Map.of(topic, SpecificData.get().getSchema(type)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        AvroTopicSerializer<T> serializer = new AvroTopicSerializer<>(topic, type, key, settings);
        sendAll(records.stream().map(record -> serializer.serialize(record, null, null)).toList());
    }

    /** Writes bytes as they are, or a tombstone, and waits for the broker. */
    public void sendBytes(String topic, String key, byte[] value) {
        byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
        sendAll(List.of(new ProducerRecord<>(topic, keyBytes, value)));
    }

    /** All committed records of a topic up to its present end, decoded, without heartbeats. */
    public <T extends SpecificRecordBase> List<T> read(String topic, Class<T> type) {
        ConfluentAvroDecoder<T> decoder = new ConfluentAvroDecoder<>(type, settings);
        List<T> records = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : readBytes(topic)) {
            if (Heartbeats.is(new KafkaRecord(record))) {
                continue;
            }
            try {
                records.add(decoder.decode(record.value()));
            } catch (IOException | UndecodableRecordException e) {
                throw new AssertionError("record at " + record.offset() + " of " + topic, e);
            }
        }
        return records;
    }

    /** All committed records of a topic up to its present end. */
    public List<ConsumerRecord<byte[], byte[]>> readBytes(String topic) {
        Map<String, Object> properties =
                Map.of(
                        "bootstrap.servers",
                        settings.bootstrapServers(),
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "earliest");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Set<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .collect(Collectors.toSet());
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    private void sendAll(List<ProducerRecord<byte[], byte[]>> records) {
        List<Future<RecordMetadata>> written = records.stream().map(producer::send).toList();
        producer.flush();
        for (Future<RecordMetadata> future : written) {
            try {
                future.get();
            } catch (InterruptedException | ExecutionException e) {
                throw new AssertionError("a record was not written", e);
            }
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
