package io.fleetstream.jobs.shadow.function;

import io.fleetstream.connectors.kafka.KafkaHeader;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Requests that this job appends to its own log about values whose time is over. Their arrival is
 * the end of that time, so that one appended twice has the same bytes.
 */
final class Expiries {
    /** Value of the header {@code writer}. */
    static final String WRITER = "expiry";

    private Expiries() {}

    static KafkaRecord request(String device, String name, long until, byte[] payload) {
        String shadow = name.isEmpty() ? "/shadow" : "/shadow/name/" + name;
        return new KafkaRecord(
                Topics.SHADOW_REQUESTS,
                0,
                0,
                0,
                bytes(device),
                payload,
                List.of(
                        header(
                                RecordHeaders.MQTT_TOPIC,
                                "$aws/things/" + device + shadow + "/update"),
                        header(RecordHeaders.RECEIVED_AT, Long.toString(until)),
                        header(RecordHeaders.WRITER, WRITER),
                        header(RecordHeaders.REQUEST_ID, WRITER + "/" + name + "/" + until)));
    }

    private static KafkaHeader header(String name, String value) {
        return new KafkaHeader(name, bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
