package io.fleetstream.shadowclients;

import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes desired state into the partition of its device, as the command line does. */
final class Operator implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;

    Operator(String bootstrapServers) {
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

    /** Desires something of the classic shadow, without waiting. */
    void desire(String device, String json) {
        desire(device, "", json);
    }

    /** Desires something of a named shadow, without waiting. */
    void desire(String device, String name, String json) {
        String shadow = name.isEmpty() ? "shadow" : "shadow/name/" + name;
        ProducerRecord<String, byte[]> request =
                new ProducerRecord<>(
                        Topics.SHADOW_REQUESTS,
                        device,
                        utf8("{\"state\":{\"desired\":" + json + "}}"));
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        Headers headers = request.headers();
        headers.add(
                RecordHeaders.MQTT_TOPIC, utf8("$aws/things/" + device + "/" + shadow + "/update"));
        headers.add(RecordHeaders.RECEIVED_AT, utf8(Long.toString(now)));
        headers.add(RecordHeaders.WRITER, utf8("operator"));
        var unused = producer.send(request); // flush() waits, and tells whether it failed
    }

    /** Waits until Kafka has everything. */
    void flush() {
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
