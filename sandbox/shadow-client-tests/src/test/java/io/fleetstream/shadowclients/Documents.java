package io.fleetstream.shadowclients;

import io.fleetstream.schemas.ShadowDocument;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The newest document of every shadow, by key, as the job has written them. */
final class Documents implements AutoCloseable {
    /** Magic byte and id of the schema. */
    private static final int WIRE_PREFIX = 5;

    private final KafkaConsumer<String, byte[]> consumer;
    private final SpecificDatumReader<ShadowDocument> reader =
            new SpecificDatumReader<>(ShadowDocument.class);
    private final Map<String, ShadowDocument> newest = new HashMap<>();

    Documents(String bootstrapServers) {
        consumer =
                new KafkaConsumer<>(
                        Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                consumer.partitionsFor(Topics.SHADOW_DOCUMENTS).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads what has come; the newest by device and name. */
    Map<String, ShadowDocument> poll() {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
            newest.put(record.key(), parse(record.value()));
        }
        return newest;
    }

    private ShadowDocument parse(byte[] value) {
        try {
            return reader.read(
                    null,
                    DecoderFactory.get()
                            .binaryDecoder(value, WIRE_PREFIX, value.length - WIRE_PREFIX, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
