package io.fleetstream.jobs.ingest.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.testing.TestReadings;
import io.fleetstream.jobs.common.testing.TestRecords;
import io.fleetstream.jobs.ingest.domain.RejectedException;
import io.fleetstream.jobs.ingest.domain.payload.Limits;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;

/** Messages of device d1, as they stand in telemetry.raw. */
final class Messages {
    static final long NOON = TestReadings.NOON.toEpochMilli() * 1_000;
    static final long SECOND = 1_000_000;

    private Messages() {}

    /** A record of telemetry.raw with the headers of the bridge, arriving at noon. */
    static TestRecords raw(String payload) {
        return raw(payload, NOON).at(3, 17);
    }

    static KafkaRecord heartbeat() {
        return TestRecords.record(Topics.TELEMETRY_RAW)
                .value("")
                .header(RecordHeaders.HEARTBEAT, "1")
                .header(RecordHeaders.RECEIVED_AT, Long.toString(NOON))
                .build();
    }

    /** A record of telemetry.raw with the headers of the bridge. */
    static TestRecords raw(String payload, long receivedAt) {
        return TestRecords.record(Topics.TELEMETRY_RAW)
                .key("d1")
                .value(payload)
                .header(RecordHeaders.MQTT_TOPIC, "acme/berlin/thermostat/d1/reading")
                .header(RecordHeaders.RECEIVED_AT, Long.toString(receivedAt));
    }

    /** The payload of a reading with that sequence, that many seconds after noon. */
    static String reading(long sequence, double second) {
        return reading(sequence, second, "");
    }

    /** The same with further fields, each beginning with a comma. */
    static String reading(long sequence, double second, String more) {
        long micros = NOON + Math.round(second * SECOND);
        return "{\"seq\":%d,\"ts\":%d%s,\"metrics\":{\"temperature\":%d.5}}"
                .formatted(sequence, micros, more, sequence);
    }

    /** A record on its way to its device. */
    static DeviceInput input(KafkaRecord record) {
        try {
            return DeviceInput.of(new RawReader(Limits.DEFAULT).parse(record), record);
        } catch (RejectedException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
