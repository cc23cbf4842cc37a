-- Device shadows: what is current, every version there was, and readings with the version they were measured
-- under. json instead of jsonb: it keeps the spelling of numbers and takes every string JSON has, \u0000 too.

CREATE TABLE device_shadows (
    device_id        text        NOT NULL,
    shadow_name      text        NOT NULL,
    version          bigint      NOT NULL,
    deleted          boolean     NOT NULL,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    desired          json,
    reported         json,
    metadata         json,
    desired_version  bigint      NOT NULL,
    reported_version bigint      NOT NULL,
    pending_since    timestamptz,
    PRIMARY KEY (device_id, shadow_name)
);
CREATE INDEX device_shadows_pending ON device_shadows (pending_since) WHERE pending_since IS NOT NULL;

COMMENT ON TABLE device_shadows IS
    'The current version of every device shadow. Key: device_id, shadow_name. A row with a lower (created_at, version) never replaces a higher one. Written by the job timescale from shadow.documents.';
COMMENT ON COLUMN device_shadows.device_id IS 'Device, unique in a deployment; the thing of AWS IoT.';
COMMENT ON COLUMN device_shadows.shadow_name IS 'Name of the shadow; empty for the classic one.';
COMMENT ON COLUMN device_shadows.version IS 'Version (no unit), one more with every accepted request; of a deleted shadow that of the deletion.';
COMMENT ON COLUMN device_shadows.deleted IS 'Whether the shadow was deleted; it has no content then.';
COMMENT ON COLUMN device_shadows.created_at IS 'Arrival of the request that created it (UTC); versions count from there.';
COMMENT ON COLUMN device_shadows.updated_at IS 'Arrival of the request that made this version (UTC).';
COMMENT ON COLUMN device_shadows.desired IS 'What is wanted of the device; null if there is no such section.';
COMMENT ON COLUMN device_shadows.reported IS 'What the device says of itself; null if there is no such section.';
COMMENT ON COLUMN device_shadows.metadata IS 'Shape of both sections with the time of each leaf in epoch seconds; null of a deleted shadow.';
COMMENT ON COLUMN device_shadows.desired_version IS 'Version at which desired was named last; 0 for never.';
COMMENT ON COLUMN device_shadows.reported_version IS 'Version at which reported was named last; 0 for never.';
COMMENT ON COLUMN device_shadows.pending_since IS 'Since when what is desired differs from what is reported (UTC); null if it does not.';

CREATE TABLE device_shadow_history (
    device_id        text        NOT NULL,
    shadow_name      text        NOT NULL,
    created_at       timestamptz NOT NULL,
    version          bigint      NOT NULL,
    updated_at       timestamptz NOT NULL,
    deleted          boolean     NOT NULL,
    desired          json,
    reported         json,
    PRIMARY KEY (device_id, shadow_name, created_at, version)
);
CREATE INDEX device_shadow_history_time ON device_shadow_history (device_id, shadow_name, updated_at DESC, version DESC);

COMMENT ON TABLE device_shadow_history IS
    'Every version of every device shadow. Key: device_id, shadow_name, created_at, version; a row is never changed. Written by the job timescale from shadow.documents.';
COMMENT ON COLUMN device_shadow_history.device_id IS 'Device, unique in a deployment; the thing of AWS IoT.';
COMMENT ON COLUMN device_shadow_history.shadow_name IS 'Name of the shadow; empty for the classic one.';
COMMENT ON COLUMN device_shadow_history.created_at IS 'Arrival of the request that created the shadow (UTC); versions count from there.';
COMMENT ON COLUMN device_shadow_history.version IS 'Version (no unit), one more with every accepted request.';
COMMENT ON COLUMN device_shadow_history.updated_at IS 'Arrival of the request that made this version (UTC).';
COMMENT ON COLUMN device_shadow_history.deleted IS 'Whether this version is the deletion.';
COMMENT ON COLUMN device_shadow_history.desired IS 'What was wanted of the device; null if there was no such section.';
COMMENT ON COLUMN device_shadow_history.reported IS 'What the device said of itself; null if there was no such section.';

CREATE VIEW v_readings_with_shadow AS
    SELECT
        r.*,
        s.version AS shadow_version,
        s.desired AS shadow_desired,
        s.reported AS shadow_reported
    FROM device_readings r
    LEFT JOIN LATERAL (
        SELECT h.version, h.desired, h.reported
        FROM device_shadow_history h
        WHERE h.device_id = r.device_id AND h.shadow_name = '' AND h.updated_at <= r.time
        ORDER BY h.updated_at DESC, h.version DESC
        LIMIT 1
    ) s ON true;

COMMENT ON VIEW v_readings_with_shadow IS
    'Every reading with the version of the classic shadow it was measured under. Name a device or a stretch of time.';
COMMENT ON COLUMN v_readings_with_shadow.shadow_version IS 'Version of the shadow at the time of the reading; null if there was none.';
COMMENT ON COLUMN v_readings_with_shadow.shadow_desired IS 'What was wanted of the device at that time.';
COMMENT ON COLUMN v_readings_with_shadow.shadow_reported IS 'What the device had said of itself by that time.';

-- The other columns mean what they mean in the table.
DO $$
DECLARE
    pair record;
BEGIN
    FOR pair IN
        SELECT a.attname, col_description(t.attrelid, t.attnum) AS comment
        FROM pg_attribute a
        JOIN pg_attribute t ON t.attrelid = 'device_readings'::regclass AND t.attname = a.attname
        WHERE a.attrelid = 'v_readings_with_shadow'::regclass AND a.attnum > 0
    LOOP
        EXECUTE format('COMMENT ON COLUMN v_readings_with_shadow.%I IS %L', pair.attname, pair.comment);
    END LOOP;
END
$$;
