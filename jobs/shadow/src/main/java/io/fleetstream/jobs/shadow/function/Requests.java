package io.fleetstream.jobs.shadow.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.Arrival;
import io.fleetstream.jobs.shadow.domain.ShadowRequest;
import io.fleetstream.jobs.shadow.domain.Writer;
import io.fleetstream.jobs.shadow.domain.request.ShadowTopic;
import io.fleetstream.schemas.RecordHeaders;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Reads requests out of records that {@link CheckRequestFunction} has passed. */
final class Requests {
    /** Header in which the bridge says how many requests of the connection wait for an answer. */
    static final String IN_FLIGHT = "in-flight";

    /**
     * Header with which an operator says that it is one. No device can set it: what devices send
     * along arrives under a prefix of its own.
     */
    static final String WRITER = "writer";

    private static final String OPERATOR = "operator";
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
                ChronoUnit.MICROS.between(Instant.EPOCH, Arrival.of(record)),
                record.header(IN_FLIGHT).filter(Requests::isCount).map(Integer::parseInt).orElse(0),
                record.header(WRITER).filter(OPERATOR::equals).isPresent()
                        ? Writer.OPERATOR
                        : Writer.DEVICE,
                record.hasHeader(RecordHeaders.TRUNCATED_FROM));
    }

    private static boolean isCount(String text) {
        return text.matches("\\d{1,9}");
    }
}
