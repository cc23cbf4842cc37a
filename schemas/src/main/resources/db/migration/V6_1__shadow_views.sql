-- How fast devices reach what is desired of them, and which do not. Runs on TimescaleDB and on plain PostgreSQL.

CREATE VIEW v_shadow_convergence AS
    SELECT
        date_trunc('hour', happened_at, 'UTC') AS hour,
        shadow_name,
        count(*) FILTER (WHERE kind = 'REACHED') AS reached,
        count(*) FILTER (WHERE kind = 'STUCK') AS stuck,
        count(DISTINCT device_id) AS devices,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY waited_micros) FILTER (WHERE kind = 'REACHED') / 1e6 AS p50_seconds,
        percentile_cont(0.9) WITHIN GROUP (ORDER BY waited_micros) FILTER (WHERE kind = 'REACHED') / 1e6 AS p90_seconds,
        percentile_cont(0.99) WITHIN GROUP (ORDER BY waited_micros) FILTER (WHERE kind = 'REACHED') / 1e6 AS p99_seconds,
        max(waited_micros) FILTER (WHERE kind = 'REACHED') / 1e6 AS max_seconds
    FROM shadow_events
    WHERE kind IN ('REACHED', 'STUCK')
    GROUP BY 1, 2;

COMMENT ON VIEW v_shadow_convergence IS
    'By hour and name of the shadow, how long the fleet took from a wish to the report that fulfilled it. Name a stretch of time.';
COMMENT ON COLUMN v_shadow_convergence.hour IS 'Hour (UTC) in which the wishes were reached or their deadlines passed.';
COMMENT ON COLUMN v_shadow_convergence.shadow_name IS 'Name of the shadow; empty for the classic one.';
COMMENT ON COLUMN v_shadow_convergence.reached IS 'Wishes that were reached.';
COMMENT ON COLUMN v_shadow_convergence.stuck IS 'Wishes whose deadline passed; they may have been reached later.';
COMMENT ON COLUMN v_shadow_convergence.devices IS 'Devices with either.';
COMMENT ON COLUMN v_shadow_convergence.p50_seconds IS 'Half of those reached took no longer, in seconds; null if none was.';
COMMENT ON COLUMN v_shadow_convergence.p90_seconds IS 'Nine of ten took no longer, in seconds.';
COMMENT ON COLUMN v_shadow_convergence.p99_seconds IS 'Ninety-nine of a hundred took no longer, in seconds.';
COMMENT ON COLUMN v_shadow_convergence.max_seconds IS 'The slowest of those reached, in seconds.';

CREATE VIEW v_shadow_convergence_devices AS
    SELECT
        device_id,
        shadow_name,
        count(*) FILTER (WHERE kind = 'REACHED') AS reached,
        count(*) FILTER (WHERE kind = 'STUCK') AS stuck,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY waited_micros) FILTER (WHERE kind = 'REACHED') / 1e6 AS p50_seconds,
        max(waited_micros) FILTER (WHERE kind = 'REACHED') / 1e6 AS max_seconds,
        max(happened_at) FILTER (WHERE kind = 'REACHED') AS last_reached_at
    FROM shadow_events
    WHERE kind IN ('REACHED', 'STUCK')
    GROUP BY 1, 2;

COMMENT ON VIEW v_shadow_convergence_devices IS
    'The same by device, over all events that are kept. Name a device.';
COMMENT ON COLUMN v_shadow_convergence_devices.device_id IS 'Device, unique in a deployment; the thing of AWS IoT.';
COMMENT ON COLUMN v_shadow_convergence_devices.shadow_name IS 'Name of the shadow; empty for the classic one.';
COMMENT ON COLUMN v_shadow_convergence_devices.reached IS 'Wishes that were reached.';
COMMENT ON COLUMN v_shadow_convergence_devices.stuck IS 'Wishes whose deadline passed; they may have been reached later.';
COMMENT ON COLUMN v_shadow_convergence_devices.p50_seconds IS 'Half of those reached took no longer, in seconds; null if none was.';
COMMENT ON COLUMN v_shadow_convergence_devices.max_seconds IS 'The slowest of those reached, in seconds.';
COMMENT ON COLUMN v_shadow_convergence_devices.last_reached_at IS 'When a wish was reached last (UTC).';

CREATE VIEW v_shadow_stuck AS
    SELECT
        s.device_id,
        s.shadow_name,
        s.version,
        s.pending_since,
        e.happened_at AS deadline
    FROM device_shadows s
    JOIN shadow_events e
        ON e.device_id = s.device_id AND e.shadow_name = s.shadow_name
        AND e.kind = 'STUCK' AND e.pending_since = s.pending_since
    WHERE s.pending_since IS NOT NULL;

COMMENT ON VIEW v_shadow_stuck IS
    'Shadows whose deadline has passed and that still wait for the device.';
COMMENT ON COLUMN v_shadow_stuck.device_id IS 'Device, unique in a deployment; the thing of AWS IoT.';
COMMENT ON COLUMN v_shadow_stuck.shadow_name IS 'Name of the shadow; empty for the classic one.';
COMMENT ON COLUMN v_shadow_stuck.version IS 'Version now (no unit).';
COMMENT ON COLUMN v_shadow_stuck.pending_since IS 'Since when what is desired differs from what is reported (UTC).';
COMMENT ON COLUMN v_shadow_stuck.deadline IS 'When it was to be reached (UTC).';
