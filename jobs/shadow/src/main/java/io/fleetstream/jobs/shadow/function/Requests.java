package io.fleetstream.jobs.shadow.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.Arrival;
import io.fleetstream.jobs.shadow.domain.ShadowRequest;
import io.fleetstream.jobs.shadow.domain.Writer;
import io.fleetstream.jobs.shadow.domain.request.ShadowTopic;
import io.fleetstream.schemas.RecordHeaders;

/** Reads requests out of records that {@link CheckRequestFunction} has passed. */
final class Requests {
    private static final String OPERATOR = "operator";
    private static final int MOST_DIGITS = 9;
    private static final byte[] EMPTY = {};

    private Requests() {}

    static ShadowRequest of(KafkaRecord record) {
        ShadowTopic topic =
                record.header(RecordHeaders.MQTT_TOPIC)
                        .flatMap(ShadowTopic::parse)
                        .orElseThrow(() -> new IllegalStateException("unchecked " + record));
        return new ShadowRequest(
                topic,
                record.value() == null ? EMPTY : record.value(),
                Arrival.micros(record),
                record.header(RecordHeaders.IN_FLIGHT)
                        .filter(Requests::isCount)
                        .map(Integer::parseInt)
                        .orElse(0),
                record.header(RecordHeaders.WRITER).filter(OPERATOR::equals).isPresent()
                        ? Writer.OPERATOR
                        : Writer.DEVICE,
                record.hasHeader(RecordHeaders.TRUNCATED_FROM));
    }

    private static boolean isCount(String text) {
        return !text.isEmpty()
                && text.length() <= MOST_DIGITS
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
