-- Readings whose statistics can be worked out by hand; "now" is 2026-03-02 12:00:00 UTC, a Monday. Runs on
-- PostgreSQL and on DuckDB. A device sends every ten minutes, at :00, :10 … :50.

-- The last day: 144 readings of a device that misses nothing.
INSERT INTO device_readings (time, device_id, metric, value, unit, quality, org, site, device_type, model, firmware,
    device_time, received_at, sequence, source_partition, source_offset, source_index, quality_reason, sent_unit)
SELECT moment, device_id, 'temperature',
    CASE device_id WHEN 'd1' THEN 20 WHEN 'd2' THEN CASE WHEN i < 72 THEN 22 ELSE 26 END WHEN 'd3' THEN 24
        WHEN 'd4' THEN 30
        -- stood for fifty minutes instead of ten
        ELSE CASE WHEN i = 138 THEN 44 ELSE 32 END END,
    'Cel', 'GOOD', 'acme', site, 'thermostat', 'm1', firmware, moment,
    -- every tenth reading of d2 takes a quarter of an hour to arrive
    moment + CASE WHEN device_id = 'd2' AND i % 10 = 0 THEN INTERVAL '15 minutes' ELSE INTERVAL '2 seconds' END,
    i, 0, 1000 * number + i, 0, NULL, NULL
FROM (SELECT i, TIMESTAMPTZ '2026-03-01 12:00:00Z' + i * INTERVAL '10 minutes' AS moment
        FROM generate_series(0, 143) AS series (i)) AS times
CROSS JOIN (VALUES (1, 'd1', 'hall', '1.0'), (2, 'd2', 'hall', '1.0'), (3, 'd3', 'hall', '1.1'),
    (4, 'd4', 'roof', '1.1'), (5, 'd5', 'roof', '2.0')) AS fleet (number, device_id, site, firmware)
WHERE NOT (device_id = 'd3' AND i % 4 = 2)              -- one message in four of d3 is lost: 108 come
    AND NOT (device_id = 'd4' AND i >= 126)             -- d4 is silent since 09:00: 126 come
    AND NOT (device_id = 'd5' AND i IN (139, 140, 141, 142)); -- d5 sent twice in the last hour: 140 come

-- The same day a week earlier: d1 was at 18, d4 at 33.
INSERT INTO device_readings (time, device_id, metric, value, unit, quality, org, site, device_type, model, firmware,
    device_time, received_at, sequence, source_partition, source_offset, source_index, quality_reason, sent_unit)
SELECT moment, device_id, 'temperature', value, 'Cel', 'GOOD', 'acme', site, 'thermostat', 'm1', '1.0', moment,
    moment + INTERVAL '2 seconds', i - 1000, 0, 100000 + 1000 * number + i, 0, NULL, NULL
FROM (SELECT i, TIMESTAMPTZ '2026-02-22 12:00:00Z' + i * INTERVAL '10 minutes' AS moment
        FROM generate_series(0, 143) AS series (i)) AS times
CROSS JOIN (VALUES (1, 'd1', 'hall', 18), (4, 'd4', 'roof', 33)) AS fleet (number, device_id, site, value);

-- A meter of another organisation: 2 kWh every hour; a humidity that jumps; a battery that falls by 1 % an hour.
INSERT INTO device_readings (time, device_id, metric, value, unit, quality, org, site, device_type, model, firmware,
    device_time, received_at, sequence, source_partition, source_offset, source_index, quality_reason, sent_unit)
SELECT moment, 'd6', metric,
    CASE metric WHEN 'energy' THEN 1000 + 2 * i WHEN 'battery' THEN 50 - i WHEN 'humidity' THEN 40 + 20 * (i % 2)
        ELSE 21 END,
    CASE metric WHEN 'energy' THEN 'kWh' WHEN 'temperature' THEN 'Cel' ELSE '%' END,
    'GOOD', 'globex', 'dock', 'meter', NULL, '3.0',
    moment + INTERVAL '30 seconds', moment + INTERVAL '2 seconds', i, 1, i, 0, NULL,
    CASE metric WHEN 'temperature' THEN '[degF]' END
FROM (SELECT i, TIMESTAMPTZ '2026-03-01 12:00:00Z' + i * INTERVAL '1 hour' AS moment
        FROM generate_series(0, 23) AS series (i)) AS times
CROSS JOIN (VALUES ('energy'), ('battery'), ('humidity'), ('temperature')) AS metrics (metric);

-- Values nobody should believe, in the last day.
INSERT INTO device_readings (time, device_id, metric, value, unit, quality, org, site, device_type, model, firmware,
    device_time, received_at, sequence, source_partition, source_offset, source_index, quality_reason, sent_unit)
SELECT moment, device_id, 'pressure', value, 'hPa', 'BAD', 'acme', 'hall', 'thermostat', 'm1', '1.0', moment,
    moment + INTERVAL '2 seconds', NULL, 2, 10 * number + i, 0, reason, NULL
FROM (SELECT i, TIMESTAMPTZ '2026-03-02 06:00:00Z' + i * INTERVAL '1 hour' AS moment
        FROM generate_series(0, 3) AS series (i)) AS times
CROSS JOIN (VALUES (1, 'd1', 5000, 'OUT_OF_RANGE'), (2, 'd2', 1200, 'RATE_OF_CHANGE')) AS fleet (number, device_id, value, reason)
WHERE device_id = 'd1' OR i = 0;
