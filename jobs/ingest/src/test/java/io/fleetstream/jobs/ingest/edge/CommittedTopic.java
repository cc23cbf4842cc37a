package io.fleetstream.jobs.ingest.edge;

import io.fleetstream.connectors.confluent.ConfluentAvroDecoder;
import io.fleetstream.connectors.confluent.UndecodableRecordException;
import io.fleetstream.connectors.kafka.Heartbeats;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.connectors.kafka.KafkaSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Everything a read_committed reader has seen of a topic so far. */
final class CommittedTopic<T extends SpecificRecord> implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final ConfluentAvroDecoder<T> decoder;
    private final List<T> seen = new ArrayList<>();
    private final List<KafkaRecord> heartbeats = new ArrayList<>();

    CommittedTopic(KafkaSettings kafka, String topic, Class<T> type) {
        decoder = new ConfluentAvroDecoder<>(type, kafka);
        consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers", kafka.bootstrapServers(),
                                "isolation.level", "read_committed",
                                "auto.offset.reset", "earliest"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        consumer.assign(
                consumer.partitionsFor(topic).stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList());
    }

    List<T> records() throws IOException, UndecodableRecordException {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
            KafkaRecord view = new KafkaRecord(record);
            if (Heartbeats.is(view)) {
                heartbeats.add(view);
            } else {
                seen.add(decoder.decode(record.value()));
            }
        }
        return seen;
    }

    /** Heartbeats that came between them. */
    List<KafkaRecord> heartbeats() {
        return heartbeats;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
