package io.fleetstream.jobs.shadow.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.Arrival;
import io.fleetstream.jobs.shadow.domain.ShadowRequest;
import io.fleetstream.jobs.shadow.domain.Writer;
import io.fleetstream.jobs.shadow.domain.beyond.Extensions;
import io.fleetstream.jobs.shadow.domain.beyond.RequestProperties;
import io.fleetstream.jobs.shadow.domain.request.ShadowTopic;
import io.fleetstream.schemas.RecordHeaders;

/** Reads requests out of records that {@link CheckRequestFunction} has passed. */
final class Requests {
    private static final int MOST_DIGITS = 9;
    private static final long MICROS_PER_MILLI = 1_000L;
    private static final byte[] EMPTY = {};

    private Requests() {}

    static ShadowRequest of(KafkaRecord record, Extensions extensions) {
        ShadowTopic topic =
                record.header(RecordHeaders.MQTT_TOPIC)
                        .flatMap(ShadowTopic::parse)
                        .orElseThrow(() -> new IllegalStateException("unchecked " + record));
        Writer writer =
                record.header(RecordHeaders.WRITER).map(Requests::writer).orElse(Writer.DEVICE);
        long now = arrival(record, writer);
        return new ShadowRequest(
                topic,
                record.value() == null ? EMPTY : record.value(),
                now,
                record.header(RecordHeaders.IN_FLIGHT)
                        .filter(Requests::isCount)
                        .map(Integer::parseInt)
                        .orElse(0),
                writer,
                record.hasHeader(RecordHeaders.TRUNCATED_FROM),
                !extensions.readProperties() || writer == Writer.EXPIRY
                        ? RequestProperties.NONE
                        : RequestProperties.read(
                                extensions,
                                extensions.conflicts().of(topic.name()),
                                name -> record.header(RecordHeaders.USER_PROPERTY_PREFIX + name),
                                now));
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
        return !text.isEmpty()
                && text.length() <= MOST_DIGITS
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
