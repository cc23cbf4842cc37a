package io.fleetstream.shadowclients;

import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes what a rollout does into the partition of its device. */
final class JobDesk implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;

    JobDesk(String bootstrapServers) {
        producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                ProducerConfig.LINGER_MS_CONFIG,
                                0),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    /** Queues a job; the rest are more members of the effect, each after a comma. */
    void queue(String device, String job, String document, String rest) {
        effect(
                device,
                "{\"effect\":\"queue\",\"jobId\":\""
                        + job
                        + "\",\"jobDocument\":"
                        + document
                        + rest
                        + "}");
    }

    /** Any effect, without waiting. */
    void effect(String device, String json) {
        ProducerRecord<String, byte[]> effect =
                new ProducerRecord<>(Topics.JOBS_REQUESTS, device, utf8(json));
        effect.headers().add(RecordHeaders.WRITER, utf8("rollout"));
        effect.headers().add(RecordHeaders.EFFECT_ID, utf8(UUID.randomUUID().toString()));
        var unused = producer.send(effect); // flush() waits, and tells whether it failed
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
