package io.fleetstream.jobs.shadow.function;

import io.fleetstream.connectors.kafka.KafkaHeader;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.Arrival;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Requests that this job appends to its own log about values whose time is over. What they bring is
 * the end of that time; they arrive when Kafka takes them, but not before that end. One appended
 * twice finds nothing left the second time.
 */
final class Expiries {
    /** Value of the header {@code writer}. */
    static final String WRITER = "expiry";

    private static final long MICROS_PER_MILLI = 1_000L;

    private Expiries() {}

    /** When a request about expiry arrived, microseconds since the epoch. */
    static long arrival(KafkaRecord record) {
        return Math.max(Arrival.micros(record), record.timestamp() * MICROS_PER_MILLI);
    }

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
