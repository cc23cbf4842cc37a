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
                UPDATE dead_letters SET device_id = 'd1';
                INSERT INTO device_hours VALUES (date_trunc('hour', now()) - INTERVAL '2 days', 'd2', 1,
                    'acme', 'hall', 'thermostat', 'm1', '1.0', 1, 1, 0, '{}', 0, 0, 0, 0, 0, 0, 0,
                    now() - INTERVAL '2 days');
                INSERT INTO window_aggregates (window_start, window_end, window_name, scope, subject,
                    metric, device_id, org, site, revision, count, samples, mean, min, max, good,
                    uncertain, bad, devices, received_at)
                SELECT date_bin(length, now(), 'epoch'), date_bin(length, now(), 'epoch') + length,
                    name, scope, subject, 'temperature', device_id, 'acme', site, 0, 1, 1, 21.5, 21.5,
                    21.5, 1, 0, 1, 1, now()
                FROM (VALUES ('1m', INTERVAL '1 minute'), ('5m', INTERVAL '5 minutes'),
                    ('1h', INTERVAL '1 hour')) AS windows (name, length)
                CROSS JOIN (VALUES ('DEVICE', 'd1', 'd1', 'hall'), ('SITE', 'acme/hall', NULL, 'hall'),
                    ('ORG', 'acme', NULL, NULL)) AS subjects (scope, subject, device_id, site);
                INSERT INTO late_readings VALUES
                    ('d1', 'acme', now(), now(), 7200000000, 1, 0, 7, 0, NULL);
                INSERT INTO archived_files VALUES ('readings/a.parquet', 'readings', 'acme',
                    date_trunc('hour', now()), 1, 100, now(), now(), 'd1', 'd1');
                INSERT INTO raw_days (day, rows, missing, state, reason, checked_at)
                VALUES (now() - INTERVAL '8 days', 10, 1, 'HELD', 'not archived', now());
                INSERT INTO rollouts VALUES ('fw-2', 4, now(), 'RUNNING', 0, true, 10, 2, 0,
                    '[{"stage": 0, "name": "canary", "percent": 1, "opened_at": "2026-03-01T12:00:00Z",
                       "targets": 2, "notified": 2, "succeeded": 1, "failed": 1, "rejected": 0,
                       "timed_out": 0, "canceled": 0, "removed": 0}]',
                    '[{"guard": "heat", "treated_at_risk": 1, "treated_events": 1, "treated_days": 1.5,
                       "control_at_risk": 9, "control_events": 0, "control_days": 2,
                       "harm": 12.5, "harm_stop": 20, "safety": 0.25, "safety_go": 20}]');
                INSERT INTO rollout_steps (rollout_id, version, kind, step, written_at, stage, reason, status)
                VALUES ('fw-2', 4, 'DECISION', 'ASK', now(), 0, 'APPROVAL', 'RUNNING');
                INSERT INTO rollout_executions (device_id, job_id, execution_number, rollout_id, stage,
                    version_number, status, cause, deleted, status_details, retries_left, queued_at, updated_at)
                VALUES ('d1', 'fw-2', 1, 'fw-2', 0, 3, 'FAILED', 'DEVICE', false, '{"reason":"boot"}', 0,
                        now(), now()),
                    ('d2', 'fw-2', 1, 'fw-2', 0, 5, 'SUCCEEDED', 'DEVICE', false, NULL, 0, now(), now());
                """);
    }
}
