package io.fleetstream.schemas.database;

import java.sql.SQLException;

/** A row or two in every table, all of now. */
final class SampleRows {
    private SampleRows() {}

    static void insert(TestDatabase database) throws SQLException {
        database.execute(
                """
                INSERT INTO device_readings (time, device_id, metric, value, org, site, device_type,
                    received_at, source_partition, source_offset)
                VALUES (now(), 'd1', 'temperature', 21.5, 'acme', 'hall', 'thermostat', now(), 0, 0);
                INSERT INTO devices (device_id, org, site, device_type)
                VALUES ('d1', 'acme', 'hall', 'thermostat');
                UPDATE devices SET clock_offset_micros = 3600000000, firmware = '1.0';
                INSERT INTO device_hours VALUES (date_trunc('hour', now()), 'd1', 1, 'acme', 'hall',
                    'thermostat', 'm1', '1.0', 10, 8, 1, '{"NOT_JSON": 1}', 1, 0, 0, 2, 1, 0, 3, now());
                INSERT INTO device_readings (time, device_id, metric, value, quality,
                    quality_reason, sent_unit, org, site, device_type, received_at,
                    source_partition, source_offset)
                VALUES (now(), 'd1', 'humidity', 200, 'BAD', 'OUT_OF_RANGE', '[degF]', 'acme', 'hall',
                    'thermostat', now(), 0, 2);
                INSERT INTO device_sequence_events
                VALUES (0, 5, 0, 'GAP', 3, 4, 'd1', 'b1', now(), now());
                INSERT INTO device_status
                VALUES ('d1', now(), 'online', 80, -70, now(), 0, 0);
                INSERT INTO dead_letters (source_topic, source_partition, source_offset, reason,
                    message, job, job_version, stage, source_timestamp)
                VALUES ('telemetry.raw', 0, 1, 'NOT_JSON', 'no', 'ingest', '0', 'parse', now());
                """);
    }
}
