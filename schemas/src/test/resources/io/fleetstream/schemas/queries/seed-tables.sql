-- The other tables, for the same fleet; PostgreSQL only.

INSERT INTO devices (device_id, org, site, device_type, model, status, registered, first_seen, firmware, clock_offset_micros)
VALUES ('d1', 'acme', 'hall', 'thermostat', 'm1', 'ACTIVE', true, '2026-02-22 12:00:02Z', '1.0', NULL),
    ('d2', 'acme', 'hall', 'thermostat', 'm1', 'ACTIVE', true, '2026-03-01 12:00:02Z', '1.0', 7200000000),
    ('d3', 'acme', 'hall', 'thermostat', 'm1', 'ACTIVE', true, '2026-03-01 12:00:02Z', '1.1', NULL),
    ('d4', 'acme', 'roof', 'thermostat', 'm1', 'ACTIVE', true, '2026-02-22 12:00:02Z', '1.1', NULL),
    ('d5', 'acme', 'roof', 'thermostat', 'm1', 'ACTIVE', true, '2026-03-01 12:00:02Z', '2.0', NULL),
    ('d6', 'globex', 'dock', 'meter', NULL, 'ACTIVE', true, '2026-03-01 12:00:02Z', '3.0', 30000000),
    ('d7', 'acme', 'roof', 'thermostat', 'm1', 'ACTIVE', true, NULL, NULL, NULL),
    ('d8', 'acme', 'roof', 'thermostat', 'm1', 'RETIRED', true, '2026-01-01 00:00:00Z', '1.0', NULL);

-- Ingest's books of the last day, from the readings themselves: a message is a time of a device. d3 has lost one
-- in four, d1 sent ten messages twice, and ten of d2 were no JSON. (What is BAD came in messages of its own.)
INSERT INTO device_hours (hour, device_id, part, org, site, device_type, model, firmware, received, stored, duplicated,
    rejected, rejected_total, parked, replayed, missing, filled, resets, skewed, updated_at)
SELECT date_bin('1 hour', time, 'epoch'), device_id, 0, min(org), min(site), min(device_type), min(model), min(firmware),
    count(DISTINCT time), count(DISTINCT time), 0, '{}', 0, 0, 0,
    CASE WHEN device_id = 'd3' THEN 6 - count(*) ELSE 0 END, 0, 0, 0, max(time) + INTERVAL '2 seconds'
FROM device_readings
WHERE time >= '2026-03-01 12:00:00Z' AND metric <> 'pressure'
GROUP BY 1, 2;
UPDATE device_hours SET received = received + 10, duplicated = 10
WHERE device_id = 'd1' AND hour = '2026-03-02 00:00:00Z';
UPDATE device_hours SET received = received + 10, rejected_total = 10, rejected = '{"NOT_JSON": 8, "TOO_LARGE": 2}'
WHERE device_id = 'd2' AND hour = '2026-03-02 00:00:00Z';
UPDATE device_hours SET skewed = 6, resets = 1 WHERE device_id = 'd6' AND hour = '2026-03-02 00:00:00Z';

INSERT INTO device_sequence_events (source_partition, source_offset, source_index, kind, from_sequence, to_sequence,
    device_id, boot_id, event_time, received_at)
SELECT 0, 3000 + i + 1, 0, 'GAP', i, i, 'd3', NULL, moment, moment + INTERVAL '2 seconds'
FROM (SELECT i, TIMESTAMPTZ '2026-03-01 12:10:00Z' + i * INTERVAL '10 minutes' AS moment
        FROM generate_series(2, 143, 4) AS series (i)) AS times;
INSERT INTO device_sequence_events VALUES
    (0, 9000, 0, 'FILL', 2, 2, 'd3', NULL, '2026-03-02 11:00:00Z', '2026-03-02 11:00:02Z');

INSERT INTO device_status (device_id, received_at, status, battery, signal, device_time, source_partition, source_offset)
SELECT device_id, TIMESTAMPTZ '2026-03-01 12:00:00Z' + i * INTERVAL '1 hour', 'online', level - fall * i, -60, NULL, 0,
    100 * number + i
FROM generate_series(0, 23) AS series (i)
CROSS JOIN (VALUES (1, 'd1', 90, 0), (3, 'd3', 53, 1), (6, 'd6', 95, 2)) AS fleet (number, device_id, level, fall);
INSERT INTO device_status VALUES ('d4', '2026-03-02 09:01:00Z', 'offline', NULL, NULL, NULL, 0, 900);

INSERT INTO dead_letters (source_topic, source_partition, source_offset, reason, message, job, job_version, stage,
    device_id, source_timestamp, received_at, replay_id)
SELECT 'telemetry.raw', 0, 50000 + i, CASE WHEN i < 8 THEN 'NOT_JSON' ELSE 'TOO_LARGE' END, 'no', 'ingest', '1',
    'parse', 'd2', '2026-03-02 00:05:00Z', '2026-03-02 00:05:00Z', CASE WHEN i = 9 THEN 'r1' END
FROM generate_series(0, 9) AS series (i);
INSERT INTO dead_letter_replays VALUES ('telemetry.raw', 0, 50000, 0, 'r1', 'd2', '2026-03-02 00:05:00Z');

INSERT INTO late_readings (device_id, org, event_time, received_at, behind_micros, values, source_partition,
    source_offset, source_index, corrected_at)
VALUES ('d2', 'acme', '2026-03-02 08:10:00Z', '2026-03-02 10:10:00Z', 7200000000, 2, 0, 60000, 0, NULL),
    ('d2', 'acme', '2026-03-02 08:20:00Z', '2026-03-02 10:10:00Z', 6600000000, 2, 0, 60001, 0, NULL),
    ('d5', 'acme', '2026-03-02 08:30:00Z', '2026-03-02 09:40:00Z', 4200000000, 1, 0, 60002, 0, '2026-03-02 11:00:00Z');

INSERT INTO archived_files (path, dataset, org, hour, rows, bytes, first_time, last_time, first_device, last_device)
VALUES ('readings/org=acme/dt=2026-03-01/hour=13/a.parquet', 'readings', 'acme', '2026-03-01 13:00:00Z', 28, 2800,
        '2026-03-01 13:00:00Z', '2026-03-01 13:50:00Z', 'd1', 'd5'),
    ('readings/org=acme/dt=2026-03-01/hour=14/b.parquet', 'readings', 'acme', '2026-03-01 14:00:00Z', 20, 2200,
        '2026-03-01 14:00:00Z', '2026-03-01 14:50:00Z', 'd1', 'd5'),
    ('raw/dt=2026-03-01/hour=13/c.parquet', 'raw', '', '2026-03-01 13:00:00Z', 40, 20000,
        '2026-03-01 13:00:00Z', '2026-03-01 13:50:00Z', 'd1', 'd6');

-- Shadows: d1 does what is desired, d2 has not for two hours, d4 for half an hour only, d3 has a named shadow that
-- waits for a day, d5 was deleted.
INSERT INTO device_shadows (device_id, shadow_name, version, deleted, created_at, updated_at, desired, reported,
    metadata, desired_version, reported_version, pending_since)
VALUES ('d1', '', 3, false, '2026-03-01 12:00:00Z', '2026-03-02 06:00:00Z', '{"interval":30}', '{"interval":30}', '{}', 2, 3, NULL),
    ('d2', '', 2, false, '2026-03-01 12:00:00Z', '2026-03-02 10:00:00Z', '{"interval":30}', '{"interval":60}', '{}', 2, 1, '2026-03-02 10:00:00Z'),
    ('d3', 'network', 1, false, '2026-03-01 12:00:00Z', '2026-03-01 12:00:00Z', '{"apn":"iot"}', NULL, '{}', 1, 0, '2026-03-01 12:00:00Z'),
    ('d4', '', 5, false, '2026-03-01 12:00:00Z', '2026-03-02 11:30:00Z', '{"interval":30}', '{"interval":60,"note":"\u0000"}', '{}', 5, 4, '2026-03-02 11:30:00Z'),
    ('d5', '', 9, true, '2026-03-01 12:00:00Z', '2026-03-02 11:00:00Z', NULL, NULL, NULL, 0, 0, NULL);
INSERT INTO device_shadow_history (device_id, shadow_name, created_at, version, updated_at, deleted, desired, reported)
VALUES ('d1', '', '2026-03-01 18:00:00Z', 1, '2026-03-01 18:00:00Z', false, '{"interval":60}', NULL),
    ('d1', '', '2026-03-01 18:00:00Z', 2, '2026-03-02 00:00:00Z', false, '{"interval":30}', NULL),
    ('d1', '', '2026-03-01 18:00:00Z', 3, '2026-03-02 06:00:00Z', false, '{"interval":30}', '{"interval":30}');
INSERT INTO shadow_events (device_id, shadow_name, kind, pending_since, path, version, happened_at, waited_micros)
SELECT 'd' || d, '', 'REACHED', '2026-03-02 06:00:00Z', '', 3,
    TIMESTAMPTZ '2026-03-02 06:00:00Z' + d * INTERVAL '1 second', d * 1000000
FROM generate_series(1, 4) AS d;
INSERT INTO shadow_events (device_id, shadow_name, kind, pending_since, path, version, happened_at, waited_micros)
VALUES ('d6', '', 'REACHED', '2026-03-02 06:00:00Z', '', 1, '2026-03-02 06:01:00Z', 60000000),
    ('d2', '', 'STUCK', '2026-03-02 10:00:00Z', '', 2, '2026-03-02 11:00:00Z', 3600000000),
    ('d1', '', 'REACHED', '2026-02-01 06:00:00Z', '', 1, '2026-02-01 07:00:00Z', 3600000000);

-- Alarms: one that is open and was seen, one that is open, one that is over and was seen, one nobody saw, one on trial, one of long ago.
INSERT INTO alarms (alarm_id, device_id, rule_id, rule_version, severity, state, raised_at, changed_at, cleared_at,
    change, step, count, devices, flapping, on_trial, metric, value)
VALUES ('a1', 'd1', 'hot', 2, 'MAJOR', 'ACKNOWLEDGED', '2026-03-02 09:00:00Z', '2026-03-02 09:30:00Z', NULL, 'ACKED', 2, 1, 0, false, false, 'temperature', 71),
    ('a2', 'd2', 'offline', 1, 'CRITICAL', 'ACTIVE', '2026-03-02 11:00:00Z', '2026-03-02 11:00:00Z', NULL, 'RAISED', 1, 1, 0, false, false, NULL, NULL),
    ('a3', 'd1', 'hot', 1, 'MAJOR', 'NORMAL', '2026-03-01 09:00:00Z', '2026-03-01 10:00:00Z', '2026-03-01 10:00:00Z', 'CLEARED', 3, 1, 0, false, false, 'temperature', 55),
    ('a4', 'd3', 'hot', 2, 'MINOR', 'NORMAL', '2026-03-02 08:00:00Z', '2026-03-02 08:20:00Z', '2026-03-02 08:20:00Z', 'CLEARED', 2, 1, 0, false, false, 'temperature', 50),
    ('a5', 'd3', 'tried', 1, 'MINOR', 'ACTIVE', '2026-03-02 08:00:00Z', '2026-03-02 08:00:00Z', NULL, 'RAISED', 1, 1, 0, false, true, NULL, NULL),
    ('a6', 'd4', 'hot', 1, 'MINOR', 'NORMAL', '2026-01-02 08:00:00Z', '2026-01-02 09:00:00Z', '2026-01-02 09:00:00Z', 'CLEARED', 2, 1, 0, false, false, 'temperature', 50);
INSERT INTO alarm_events (device_id, rule_id, happened_at, step, alarm_id, rule_version, change, state, severity, devices, on_trial, value, actor)
VALUES ('d1', 'hot', '2026-03-02 09:00:00Z', 1, 'a1', 2, 'RAISED', 'ACTIVE', 'MAJOR', 0, false, 70.5, NULL),
    ('d1', 'hot', '2026-03-02 09:30:00Z', 2, 'a1', 2, 'ACKED', 'ACKNOWLEDGED', 'MAJOR', 0, false, 71, 'kim'),
    ('d2', 'offline', '2026-03-02 11:00:00Z', 1, 'a2', 1, 'RAISED', 'ACTIVE', 'CRITICAL', 0, false, NULL, NULL),
    ('d1', 'hot', '2026-03-01 09:00:00Z', 1, 'a3', 1, 'RAISED', 'ACTIVE', 'MAJOR', 0, false, 70, NULL),
    ('d1', 'hot', '2026-03-01 09:10:00Z', 2, 'a3', 1, 'ACKED', 'ACKNOWLEDGED', 'MAJOR', 0, false, 69, 'kim'),
    ('d1', 'hot', '2026-03-01 10:00:00Z', 3, 'a3', 1, 'CLEARED', 'NORMAL', 'MAJOR', 0, false, 55, NULL);

-- Rollouts: one that is finished, after a pause by a person; one that was stopped for harm and rolled back; one that asks.
INSERT INTO rollouts (rollout_id, version, at, status, open_stage, asking, budget, released, in_flight, stages, guards)
SELECT rollout_id, version, at, status, open_stage, asking, budget, released, in_flight,
    (SELECT jsonb_agg(jsonb_build_object('stage', n - 1, 'name', stage[1], 'percent', stage[2]::numeric, 'opened_at', stage[3],
        'targets', stage[4]::int, 'notified', stage[5]::int, 'succeeded', stage[6]::int, 'failed', stage[7]::int,
        'rejected', 0, 'timed_out', stage[8]::int, 'canceled', 0, 'removed', 0) ORDER BY n)
       FROM unnest(stages) WITH ORDINALITY AS s (text, n), string_to_array(text, ' ', '-') AS stage),
    '[]'::jsonb
FROM (VALUES
    ('fw-2', 9, TIMESTAMPTZ '2026-03-01 18:00:00Z', 'FINISHED', 1, false, 5, 4, 0,
        ARRAY['canary 25 2026-03-01T12:00:00Z 1 1 1 0 0', 'all 100 2026-03-01T13:00:00Z 3 3 3 0 0']),
    ('fw-3', 6, '2026-03-02 10:00:00Z', 'ROLLED_BACK', 0, false, 3, 3, 0,
        ARRAY['canary 60 2026-03-02T09:00:00Z 3 3 1 1 1', 'all 100 - 2 0 0 0 0']),
    ('fw-4', 4, '2026-03-02 11:50:00Z', 'RUNNING', 0, true, 2, 2, 1, ARRAY['all 100 2026-03-02T11:40:00Z 2 2 1 0 0']))
    AS rollouts (rollout_id, version, at, status, open_stage, asking, budget, released, in_flight, stages);
INSERT INTO rollout_steps (rollout_id, version, kind, step, written_at, actor, stage, reason, status, evidence)
VALUES ('fw-2', 1, 'DEFINE', 'DEFINE', '2026-03-01 11:00:00Z', 'kim', NULL, NULL, 'DEFINED', NULL),
    ('fw-2', 5, 'COMMAND', 'PAUSE', '2026-03-01 12:30:00Z', 'kim', NULL, NULL, 'PAUSED', NULL),
    ('fw-2', 6, 'COMMAND', 'RESUME', '2026-03-01 12:40:00Z', 'kim', NULL, NULL, 'RUNNING', NULL),
    ('fw-3', 6, 'DECISION', 'ROLLBACK', '2026-03-02 10:00:00Z', NULL, 0, 'HARM:heat', 'ROLLED_BACK',
        '{"guards":[{"guard":"heat","treated":{"atRisk":0,"events":3,"exposureMs":9000},
          "control":{"atRisk":20,"events":1,"exposureMs":90000},"bets":[27.46],"harm":27.46,"peak":27.46,"safety":0.1}]}'),
    ('fw-4', 4, 'DECISION', 'ASK', '2026-03-02 11:50:00Z', NULL, 0, 'APPROVAL', 'RUNNING', '{"guards":[]}');
INSERT INTO rollout_executions (device_id, job_id, execution_number, rollout_id, stage, version_number, status, cause, deleted,
    status_details, retries_left, queued_at, updated_at)
VALUES ('d1', 'fw-2', 1, 'fw-2', 0, 5, 'SUCCEEDED', 'DEVICE', false, '{"firmware":"2.0"}', 1, '2026-03-01 12:00:00Z', '2026-03-01 12:01:00Z'),
    ('d2', 'fw-2', 1, 'fw-2', 1, 4, 'FAILED', 'DEVICE', false, '{"reason":"boot"}', 1, '2026-03-01 13:00:00Z', '2026-03-01 13:00:30Z'),
    ('d2', 'fw-2', 2, 'fw-2', 1, 5, 'SUCCEEDED', 'DEVICE', false, '{"firmware":"2.0"}', 0, '2026-03-01 13:01:00Z', '2026-03-01 13:03:00Z'),
    ('d3', 'fw-2', 1, 'fw-2', 1, 5, 'SUCCEEDED', 'DEVICE', false, '{"firmware":"2.0"}', 1, '2026-03-01 13:00:00Z', '2026-03-01 13:01:40Z'),
    ('d4', 'fw-2', 1, 'fw-2', 1, 5, 'SUCCEEDED', 'DEVICE', false, '{"firmware":"2.0"}', 1, '2026-03-01 13:00:00Z', '2026-03-01 13:02:20Z'),
    ('d1', 'fw-3', 1, 'fw-3', 0, 5, 'SUCCEEDED', 'DEVICE', false, '{"firmware":"3.0"}', 0, '2026-03-02 09:00:00Z', '2026-03-02 09:00:50Z'),
    ('d2', 'fw-3', 1, 'fw-3', 0, 3, 'FAILED', 'DEVICE', false, '{"reason":"hash"}', 0, '2026-03-02 09:00:00Z', '2026-03-02 09:01:00Z'),
    ('d3', 'fw-3', 1, 'fw-3', 0, 3, 'TIMED_OUT', 'IN_PROGRESS_TIMER', false, NULL, 0, '2026-03-02 09:00:00Z', '2026-03-02 09:30:00Z'),
    ('d1', 'fw-3-rollback', 1, 'fw-3', -1, 5, 'SUCCEEDED', 'DEVICE', false, NULL, 0, '2026-03-02 10:00:00Z', '2026-03-02 10:01:00Z'),
    ('d4', 'fw-4', 1, 'fw-4', 0, 5, 'SUCCEEDED', 'DEVICE', false, NULL, 0, '2026-03-02 11:40:00Z', '2026-03-02 11:40:45Z'),
    ('d5', 'fw-4', 1, 'fw-4', 0, 2, 'IN_PROGRESS', 'DEVICE', false, '{"step":"downloading"}', 0, '2026-03-02 11:40:00Z', '2026-03-02 11:40:05Z');
