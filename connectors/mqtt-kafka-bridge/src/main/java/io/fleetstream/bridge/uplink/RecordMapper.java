package io.fleetstream.bridge.uplink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fleetstream.bridge.config.RouteConfig;
import io.fleetstream.bridge.mqtt.InboundMessage;
import io.fleetstream.bridge.mqtt.UserProperty;
import io.fleetstream.bridge.requests.UnansweredRequests;
import io.fleetstream.schemas.RecordHeaders;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Turns an MQTT message into a Kafka record: key device id, value payload, rest in headers. */
final class RecordMapper {
    /** What is left of a payload that Kafka refuses. */
    static final int TRUNCATED_BYTES = 64 * 1024;

    /** Header of a parked record: the topic it was meant for. */
    static final String PARKED_FROM = "parked-from";

    /** Header of a parked record: why that topic did not get it. */
    static final String PARKED_REASON = "parked-reason";

    private static final int LONGEST_ENCODING = 64;

    private final Clock clock;
    private final UnansweredRequests requests;

    RecordMapper(Clock clock, UnansweredRequests requests) {
        this.clock = clock;
        this.requests = requests;
    }

    ProducerRecord<byte[], byte[]> map(InboundMessage message, Destination destination) {
        byte[] key = destination.deviceId() == null ? null : destination.deviceId().getBytes(UTF_8);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(destination.kafkaTopic(), key, message.payload());
        Headers headers = record.headers();
        headers.add(RecordHeaders.MQTT_TOPIC, destination.mqttTopic().getBytes(UTF_8));
        String receivedAt = null;
        if (message.contentType() != null) {
            headers.add(RecordHeaders.CONTENT_TYPE, message.contentType().getBytes(UTF_8));
        }
        for (UserProperty property : message.userProperties()) {
            if (destination.trusted() && property.name().equals(RecordHeaders.RECEIVED_AT)) {
                receivedAt = property.value();
            } else if (property.name().equals(RecordHeaders.CONTENT_ENCODING)) {
                headers.add(RecordHeaders.CONTENT_ENCODING, property.value().getBytes(UTF_8));
            } else {
                headers.add(
                        RecordHeaders.USER_PROPERTY_PREFIX + property.name(),
                        property.value().getBytes(UTF_8));
            }
        }
        if (destination.trusted() && !isEpochMicros(receivedAt)) {
            destination.metrics().receivedAtReplaced();
            receivedAt = null;
        }
        String at = receivedAt == null ? Long.toString(nowMicros(clock)) : receivedAt;
        headers.add(RecordHeaders.RECEIVED_AT, at.getBytes(UTF_8));
        if (destination.requestsOf() != null) {
            headers.add(
                    RecordHeaders.IN_FLIGHT,
                    Integer.toString(requests.passedOn(destination.requestsOf())).getBytes(UTF_8));
        }
        if (destination.arrivalTime()) {
            headers.add(RecordHeaders.TIME_AUTHORITY, RouteConfig.ARRIVAL_TIME.getBytes(UTF_8));
        }
        return record;
    }

    /** A record made for this destination will not be sent. */
    void withdrawn(Destination destination) {
        if (destination.requestsOf() != null) {
            requests.answered(destination.requestsOf());
        }
    }

    /**
     * The record to send instead of one that is too large: the start of its payload, and of its
     * headers those that say where it came from, since any of the others may be the large one.
     */
    static ProducerRecord<byte[], byte[]> truncate(ProducerRecord<byte[], byte[]> record) {
        byte[] value = record.value();
        ProducerRecord<byte[], byte[]> cut =
                new ProducerRecord<>(
                        record.topic(),
                        record.key(),
                        Arrays.copyOf(value, Math.min(value.length, TRUNCATED_BYTES)));
        for (Header header : record.headers()) {
            if (header.key().equals(RecordHeaders.MQTT_TOPIC)
                    || header.key().equals(RecordHeaders.RECEIVED_AT)
                    || header.key().equals(RecordHeaders.IN_FLIGHT)) {
                cut.headers().add(header);
            }
        }
        // a user property of the device: any number of them, of any length
        Header encoding = record.headers().lastHeader(RecordHeaders.CONTENT_ENCODING);
        if (encoding != null && encoding.value().length <= LONGEST_ENCODING) {
            cut.headers().add(encoding);
        }
        cut.headers()
                .add(RecordHeaders.TRUNCATED_FROM, Integer.toString(value.length).getBytes(UTF_8));
        return cut;
    }

    /** The record to send instead of one whose topic Kafka refuses: the same in another topic. */
    static ProducerRecord<byte[], byte[]> park(
            ProducerRecord<byte[], byte[]> record, String parkingTopic, String reason) {
        ProducerRecord<byte[], byte[]> parked =
                new ProducerRecord<>(
                        parkingTopic, null, record.key(), record.value(), record.headers());
        parked.headers().add(PARKED_FROM, record.topic().getBytes(UTF_8));
        parked.headers().add(PARKED_REASON, reason.getBytes(UTF_8));
        return parked;
    }

    /** Microseconds since the epoch. */
    static long nowMicros(Clock clock) {
        Instant now = clock.instant();
        return TimeUnit.SECONDS.toMicros(now.getEpochSecond())
                + TimeUnit.NANOSECONDS.toMicros(now.getNano());
    }

    /** Whether a text is a count of microseconds: digits only, from 0 to the year 294,000. */
    static boolean isEpochMicros(String text) {
        if (text == null || text.isEmpty() || text.length() > 19) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() < 19 || text.compareTo(Long.toString(Long.MAX_VALUE)) <= 0;
    }
}
