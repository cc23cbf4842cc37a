package io.fleetstream.jobs.shadow.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.Arrival;
import io.fleetstream.jobs.shadow.domain.ShadowRequest;
import io.fleetstream.jobs.shadow.domain.Writer;
import io.fleetstream.jobs.shadow.domain.beyond.Extensions;
import io.fleetstream.jobs.shadow.domain.beyond.RequestProperties;
import io.fleetstream.jobs.shadow.domain.request.ShadowTopic;
import io.fleetstream.schemas.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads requests out of records that {@link CheckRequestFunction} has passed. */
final class Requests {
    private static final int MOST_DIGITS = 9;
    private static final long MICROS_PER_MILLI = 1_000L;
    private static final byte[] EMPTY = {};

    private Requests() {}

    static ShadowRequest of(KafkaRecord record, Extensions extensions) {
        String topicText = null;
        String writerText = null;
        String inFlight = null;
        boolean truncated = false;
        // in one pass, for every request comes through here; the last of a name counts
        for (int i = 0; i < record.headerCount(); i++) {
            switch (record.headerName(i)) {
                case RecordHeaders.MQTT_TOPIC -> topicText = text(record, i);
                case RecordHeaders.WRITER -> writerText = text(record, i);
                case RecordHeaders.IN_FLIGHT -> inFlight = text(record, i);
                case RecordHeaders.TRUNCATED_FROM -> truncated = true;
                default -> {}
            }
        }
        ShadowTopic topic = topic(topicText, record);
        Writer writer = writerText == null ? Writer.DEVICE : writer(writerText);
        long now = arrival(record, writer);
        return new ShadowRequest(
                topic,
                record.value() == null ? EMPTY : record.value(),
                now,
                inFlight == null || !isCount(inFlight) ? 0 : Integer.parseInt(inFlight),
                writer,
                truncated,
                !extensions.readProperties() || writer == Writer.EXPIRY
                        ? RequestProperties.NONE
                        : RequestProperties.read(
                                extensions,
                                extensions.conflicts().of(topic.name()),
                                name -> record.header(RecordHeaders.USER_PROPERTY_PREFIX + name),
                                now));
    }

    private static ShadowTopic topic(String text, KafkaRecord record) {
        Optional<ShadowTopic> topic = text == null ? Optional.empty() : ShadowTopic.parse(text);
        return topic.orElseThrow(() -> new IllegalStateException("unchecked " + record));
    }

    private static String text(KafkaRecord record, int header) {
        byte[] value = record.headerValue(header);
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    /**
     * When the request arrived, microseconds since the epoch. The header of the bridge tells it to
     * the microsecond, but no later than Kafka took the record; what others write there comes from
     * clocks that nobody keeps, so that for them Kafka's time counts.
     */
    private static long arrival(KafkaRecord record, Writer writer) {
        if (writer == Writer.EXPIRY) {
            return Expiries.arrival(record);
        }
        if (record.timestamp() <= 0) {
            return Arrival.micros(record);
        }
        long appended = record.timestamp() * MICROS_PER_MILLI;
        return writer == Writer.DEVICE
                ? Math.min(Arrival.micros(record), appended + MICROS_PER_MILLI - 1)
                : appended;
    }

    private static Writer writer(String text) {
        return switch (text) {
            case "operator" -> Writer.OPERATOR;
            case "bulk" -> Writer.BULK;
            case Expiries.WRITER -> Writer.EXPIRY;
            default -> Writer.DEVICE;
        };
    }

    private static boolean isCount(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= MOST_DIGITS;
    }
}
