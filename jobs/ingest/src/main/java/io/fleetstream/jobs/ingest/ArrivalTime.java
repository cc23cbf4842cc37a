package io.fleetstream.jobs.ingest;

import io.fleetstream.connectors.kafka.HeaderName;
import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.ingest.domain.payload.HeaderNumbers;
import io.fleetstream.schemas.RecordHeaders;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * The time of ingest's timers: arrival, as device messages and the bridge's heartbeats carry it.
 *
 * <p>A partition without either for some time does not hold it back. Registry, models and manifests
 * have no arrival; they hold it at the beginning until they have been read once, so that no message
 * counts as having waited too long for a registration that is still being read, and never after.
 */
final class ArrivalTime {
    private static final HeaderName RECEIVED_AT = HeaderName.of(RecordHeaders.RECEIVED_AT);
    private static final long MICROS_PER_MILLI = 1_000L;

    private ArrivalTime() {}

    /** Of device messages. */
    static WatermarkStrategy<KafkaRecord> ofMessages(Duration idleAfter) {
        return WatermarkStrategy.<KafkaRecord>forGenerator(context -> new ArrivalWatermarks())
                .withIdleness(idleAfter);
    }

    /** Of everything that is known about devices. */
    static WatermarkStrategy<KafkaRecord> ofReferenceData() {
        return WatermarkStrategy.forGenerator(context -> new IdleOnceRead());
    }

    /**
     * Milliseconds since the epoch. A header that claims a later time than Kafka's own would set
     * the clock of all devices forward: it does not.
     */
    static long millis(KafkaRecord record) {
        long arrival = header(record);
        if (arrival == HeaderNumbers.NONE) {
            return record.timestamp();
        }
        long millis = HeaderNumbers.micros(arrival) / MICROS_PER_MILLI;
        return record.timestamp() > 0 ? Math.min(millis, record.timestamp()) : millis;
    }

    private static long header(KafkaRecord record) {
        for (int i = record.headerCount() - 1; i >= 0; i--) {
            if (record.isHeader(i, RECEIVED_AT)) {
                byte[] value = record.headerValue(i);
                return value == null ? HeaderNumbers.NONE : HeaderNumbers.parse(value);
            }
        }
        return HeaderNumbers.NONE;
    }
}
