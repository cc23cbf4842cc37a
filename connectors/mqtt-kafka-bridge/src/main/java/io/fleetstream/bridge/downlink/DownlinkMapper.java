package io.fleetstream.bridge.downlink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fleetstream.bridge.mqtt.MqttText;
import io.fleetstream.bridge.mqtt.OutboundMessage;
import io.fleetstream.bridge.mqtt.UserProperty;
import io.fleetstream.schemas.RecordHeaders;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Turns a record of the downlink topic into an MQTT message, or says why it is none. */
final class DownlinkMapper {
    /** The largest expiry MQTT can express. */
    private static final long LONGEST_EXPIRY_SECONDS = 0xFFFF_FFFFL;

    private final Clock clock;

    DownlinkMapper(Clock clock) {
        this.clock = clock;
    }

    /**
     * Maps one record. {@code expires-at} says when it expires, and where that is missing, {@code
     * expiry-seconds} after the record's Kafka timestamp.
     */
    Result map(ConsumerRecord<byte[], byte[]> record) {
        String topic = text(record, RecordHeaders.MQTT_TOPIC);
        if (topic == null || topic.isEmpty()) {
            return Result.bad("no-topic");
        }
        if (!isPublishable(topic)) {
            return Result.bad("bad-topic");
        }
        String qosText = text(record, RecordHeaders.MQTT_QOS);
        if (qosText != null && !qosText.matches("[012]")) {
            return Result.bad("bad-qos");
        }
        OptionalLong expiry = OptionalLong.empty();
        String expiresAtText = text(record, RecordHeaders.EXPIRES_AT);
        String expiryText = text(record, RecordHeaders.EXPIRY_SECONDS);
        if (expiresAtText != null) {
            if (!expiresAtText.matches("\\d{1,18}")) {
                return Result.bad("bad-expiry");
            }
            long left = wholeSecondsUntil(Long.parseLong(expiresAtText));
            if (left <= 0) {
                return Result.EXPIRED;
            }
            expiry = OptionalLong.of(Math.min(left, LONGEST_EXPIRY_SECONDS));
        } else if (expiryText != null) {
            if (!expiryText.matches("\\d{1,10}")) {
                return Result.bad("bad-expiry");
            }
            long left = secondsLeft(record.timestamp(), Long.parseLong(expiryText));
            if (left <= 0) {
                return Result.EXPIRED;
            }
            expiry = OptionalLong.of(Math.min(left, LONGEST_EXPIRY_SECONDS));
        }
        OutboundMessage message =
                new OutboundMessage(
                        topic,
                        record.value() == null ? new byte[0] : record.value(),
                        qosText == null ? 1 : Integer.parseInt(qosText),
                        "true".equals(text(record, RecordHeaders.MQTT_RETAIN)),
                        expiry,
                        text(record, RecordHeaders.CONTENT_TYPE),
                        userProperties(record));
        return hasAcceptableTexts(message) ? Result.of(message) : Result.bad("bad-text");
    }

    /** Whole seconds until the expiry, rounded up; not positive once it has passed. */
    private long secondsLeft(long timestampMillis, long expirySeconds) {
        long leftMillis = timestampMillis + expirySeconds * 1000 - clock.millis();
        return leftMillis <= 0 ? 0 : (leftMillis + 999) / 1000;
    }

    /** Rounded down: the broker must not deliver it after that time. */
    private long wholeSecondsUntil(long expiresAtMicros) {
        return Math.floorDiv(expiresAtMicros - clock.millis() * 1_000, 1_000_000L);
    }

    private static boolean isPublishable(String topic) {
        return topic.indexOf('+') < 0
                && topic.indexOf('#') < 0
                && !topic.startsWith("$SYS/")
                && !topic.startsWith("$share/")
                && MqttText.isAcceptable(topic);
    }

    private static boolean hasAcceptableTexts(OutboundMessage message) {
        return (message.contentType() == null || MqttText.isAcceptable(message.contentType()))
                && message.userProperties().stream()
                        .allMatch(
                                property ->
                                        MqttText.isAcceptable(property.name())
                                                && MqttText.isAcceptable(property.value()));
    }

    private static List<UserProperty> userProperties(ConsumerRecord<byte[], byte[]> record) {
        List<UserProperty> properties = new ArrayList<>();
        for (Header header : record.headers()) {
            if (header.key().startsWith(RecordHeaders.USER_PROPERTY_PREFIX)
                    && header.value() != null) {
                properties.add(
                        new UserProperty(
                                header.key().substring(RecordHeaders.USER_PROPERTY_PREFIX.length()),
                                new String(header.value(), UTF_8)));
            } else if (header.key().equals(RecordHeaders.CONTENT_ENCODING)
                    && header.value() != null) {
                // MQTT has no field for it; both ways it travels as a user property.
                properties.add(new UserProperty(header.key(), new String(header.value(), UTF_8)));
            }
        }
        return properties;
    }

    private static String text(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    /**
     * What became of a record.
     *
     * @param message the message, or null if there is nothing to publish
     * @param problem why not, or null if it has expired or is fine
     */
    record Result(OutboundMessage message, String problem) {
        static final Result EXPIRED = new Result(null, null);

        static Result of(OutboundMessage message) {
            return new Result(message, null);
        }

        static Result bad(String problem) {
            return new Result(null, problem);
        }
    }
}
