package io.fleetstream.benchmarks.shadow;

import io.fleetstream.connectors.kafka.KafkaHeader;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.schemas.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A request as the bridge writes it.
 *
 * @param device the thing
 * @param operation last level of the topic
 * @param payload JSON in UTF-8
 * @param receivedAtMicros arrival, microseconds since the epoch
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares messages
record ShadowMessage(String device, String operation, byte[] payload, long receivedAtMicros) {
    private static final int MILLI = 1_000;

    String mqttTopic() {
        return "$aws/things/" + device + "/shadow/" + operation;
    }

    ProducerRecord<byte[], byte[]> toKafka(String topic) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, bytes(device), payload);
        record.headers().add(RecordHeaders.MQTT_TOPIC, bytes(mqttTopic()));
        record.headers().add(RecordHeaders.RECEIVED_AT, bytes(Long.toString(receivedAtMicros)));
        record.headers().add(RecordHeaders.IN_FLIGHT, bytes("1"));
        return record;
    }

    KafkaRecord toRecord(long offset) {
        return new KafkaRecord(
                "shadow.requests",
                0,
                offset,
                receivedAtMicros / MILLI,
                bytes(device),
                payload,
                List.of(
                        new KafkaHeader(RecordHeaders.MQTT_TOPIC, bytes(mqttTopic())),
                        new KafkaHeader(
                                RecordHeaders.RECEIVED_AT, bytes(Long.toString(receivedAtMicros))),
                        new KafkaHeader(RecordHeaders.IN_FLIGHT, bytes("1"))));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
