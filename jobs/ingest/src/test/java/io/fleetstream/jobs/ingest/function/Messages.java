package io.fleetstream.jobs.ingest.function;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.common.testing.TestReadings;
import io.fleetstream.jobs.common.testing.TestRecords;
import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.domain.ParsedMetric;
import io.fleetstream.jobs.ingest.domain.ParsedReading;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;
import java.util.List;

/** Messages of device d1 that arrive at noon. */
final class Messages {
    static final long NOON = TestReadings.NOON.toEpochMilli() * 1_000;

    private Messages() {}

    /** A record of telemetry.raw with the headers of the bridge. */
    static TestRecords raw(String payload) {
        return TestRecords.record(Topics.TELEMETRY_RAW)
                .at(3, 17)
                .key("d1")
                .value(payload)
                .header(RecordHeaders.MQTT_TOPIC, "acme/berlin/thermostat/d1/reading")
                .header(RecordHeaders.RECEIVED_AT, Long.toString(NOON));
    }

    static KafkaRecord heartbeat() {
        return TestRecords.record(Topics.TELEMETRY_RAW)
                .value("")
                .header(RecordHeaders.HEARTBEAT, "1")
                .header(RecordHeaders.RECEIVED_AT, Long.toString(NOON))
                .build();
    }

    /** A reading that many seconds after noon. */
    static ParsedReading reading(long sequence, long second, String firmware) {
        return new ParsedReading(
                sequence,
                NOON + second * 1_000_000,
                null,
                firmware,
                List.of(new ParsedMetric("temperature", sequence + 0.5, null)));
    }

    static DeviceInput message(long offset, ParsedReading... readings) {
        return DeviceInput.of(
                new ParsedMessage(
                        "d1",
                        "acme",
                        "berlin",
                        "thermostat",
                        NOON + offset,
                        3,
                        offset,
                        List.of(readings)));
    }
}
